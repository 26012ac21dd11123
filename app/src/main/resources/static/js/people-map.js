// The editor of outlines: choose a village or grid, draw it or move its corners, save. What is
// saved together is written all or none; the server looks whether it fits and checks again.

import { beneath, names } from '/static/js/map.js';
import { plain } from '/static/js/plain.js';
import { begin } from '/static/js/people-map-start.js';

const box = document.querySelector('[data-grid-map]');
const panel = document.querySelector('[data-grid-panel]');
const one = (name) => panel.querySelector(`[data-${name}]`);
const choice = one('grid-choice');
const corners = one('corners');
const together = one('together');
const save = one('save');
const status = one('status');
const kinds = [...panel.querySelectorAll('[name=schematic]')];

const GRID = { color: '#55606b', weight: 1, fillColor: '#cfe0ea', fillOpacity: 0.6, fill: true };
const VILLAGE = { color: '#17324d', weight: 2, fill: false };
const AROUND = { color: '#8a949d', weight: 1, dashArray: '4', fill: false, interactive: false };
const BESIDE = { color: '#8a949d', weight: 1, opacity: 0.6, fillColor: '#eef1f3', fillOpacity: 0.5, fill: true, interactive: false, className: 'map-beside' };
const CHOSEN = { color: '#0b4f6c', weight: 3, fillColor: '#f5c26b', fillOpacity: 0.4, fill: true };
const SNAP_PIXELS = 10;
const HISTORY = 100;

const map = L.map(box, { attributionControl: false, zoomSnap: 0.25, doubleClickZoom: false });
const place = names(map);
const shapes = new Map(); // code -> polygon: what may be edited here
const around = []; // features of neighbours, to be seen
const handles = L.layerGroup().addTo(map);
const sketch = L.layerGroup().addTo(map);
let current = ''; // code
let drawing = null; // corners so far
let history = [];
let before = new Map(); // code -> rings as saved, of what was changed

const round = (x) => Math.round(x * 1e6) / 1e6;
const rounded = (p) => L.latLng(round(p.lat), round(p.lng));
const same = (a, b) => Math.abs(a.lat - b.lat) < 5e-7 && Math.abs(a.lng - b.lng) < 5e-7;
const ring = (polygon) => polygon.getLatLngs()[0];
const deep = (nest) => (Array.isArray(nest) ? nest.map(deep) : nest.clone());
const isPlain = ({ type, coordinates }) => type === 'Polygon' && coordinates.length === 1;
const option = (code) => [...choice.options].find((o) => o.value === code);
const styleOf = (code) => (code.length > 12 ? GRID : VILLAGE);

// As Leaflet nests them: parts, rings, corners.
function toLatLngs(geometry) {
  const rings = (all) => all.map((r) => r.slice(0, -1).map(([lon, lat]) => L.latLng(lat, lon)));
  return geometry.type === 'Polygon' ? rings(geometry.coordinates) : geometry.coordinates.map(rings);
}

// ---- what there is -------------------------------------------------------------------------
async function outlines(at, level, which = 'outlines') {
  const answer = await fetch(`/divisions/${which}.geojson?at=${at}&level=${level}`);
  return answer.ok ? (await answer.json()).features : [];
}

async function load() {
  const { street } = box.dataset;
  const [streets, villages, grids, ...beside] = await Promise.all([
    outlines(street.slice(0, 6), 'street'), outlines(street, 'village'), outlines(street, 'grid'),
    outlines(street, 'village', 'around'), outlines(street, 'grid', 'around')]);
  begin(map, box, villages.length + grids.length === 0);
  beneath(map);
  for (const feature of [...streets, ...beside.flat(), ...villages, ...grids]) {
    if (option(feature.properties.code)) add(feature);
    else {
      around.push(feature);
      L.polygon(toLatLngs(feature.geometry), feature.properties.code.length > 9 ? BESIDE : AROUND).addTo(map);
    }
  }
  nameAll();
}

function add(feature) {
  const { code, path, version, schematic } = feature.properties;
  const polygon = shape(code, toLatLngs(feature.geometry), path);
  Object.assign(polygon, { version, schematic, isCompound: !isPlain(feature.geometry) });
}

function shape(code, points, path) {
  const polygon = L.polygon(points, styleOf(code)).addTo(map);
  polygon.bindTooltip(plain(path), { sticky: true });
  polygon.on('click', () => drawing ?? pick(code));
  shapes.set(code, polygon);
  return polygon;
}

function nameAll() {
  const others = around.filter(({ properties }) => properties.code !== box.dataset.street && properties.code.length < 15);
  const list = others.map(({ properties }) => ({ at: L.latLng(properties.lat, properties.lon), text: properties.name, className: 'map-name-around' }));
  for (const [code, polygon] of shapes) {
    const bounds = polygon.getBounds();
    const grid = code.length > 12;
    list.push({ at: bounds.getCenter(), text: option(code).dataset.name, className: grid ? '' : 'map-name-village', within: grid ? bounds : null });
  }
  place(list.sort((a, b) => Boolean(a.within) - Boolean(b.within)));
}

// ---- choosing ------------------------------------------------------------------------------
// By a touch or from the list; what was changed is not lost by it.
function pick(code) {
  if (code === current) return;
  if (before.size === 0) return choose(code);
  choice.value = current;
  return say(status.dataset.unsaved, true);
}

function choose(code) {
  if (drawing) leave();
  discard();
  handles.clearLayers();
  shapes.get(current)?.setStyle(styleOf(current));
  choice.value = current = code;
  corners.value = '';
  kinds.forEach((kind) => { kind.checked = false; });
  say('');
  const polygon = shapes.get(code);
  one('redraw').disabled = !code;
  if (!code) return buttons();
  if (!polygon) return start();
  kinds.forEach((kind) => { kind.checked = (kind.value === 'true') === polygon.schematic; });
  map.fitBounds(polygon.getBounds(), { padding: [40, 40], maxZoom: 16 });
  polygon.setStyle(CHOSEN).bringToFront();
  show();
  return buttons();
}

function buttons() {
  const dirty = before.size > 0 || Boolean(current && kinds.some((k) => k.checked && shapes.get(current)?.version !== undefined && (k.value === 'true') !== shapes.get(current).schematic));
  save.disabled = !dirty || Boolean(drawing);
  one('discard').disabled = !dirty && !drawing;
  one('undo').disabled = !history.length && !drawing?.length;
  one('close').hidden = !drawing;
  one('close').disabled = (drawing?.length ?? 0) < 3;
  box.classList.toggle('is-drawing', Boolean(drawing));
}

// ---- drawing -------------------------------------------------------------------------------
function start() {
  drawing = [];
  handles.clearLayers();
  say(status.dataset.drawing);
  buttons();
}

function leave() {
  drawing = null;
  sketch.clearLayers();
  say('');
  if (shapes.has(current)) show();
  buttons();
}

// Near a corner that is there: that corner, so that no gap is left.
function snapped(at, but) {
  const here = map.latLngToContainerPoint(at);
  let best = rounded(at);
  let nearest = SNAP_PIXELS;
  const all = [...[...shapes].filter(([code]) => !but?.has(code)).map(([, polygon]) => polygon.getLatLngs()), ...around.map(({ geometry }) => toLatLngs(geometry))];
  for (const corner of all.flat(3)) {
    const d = here.distanceTo(map.latLngToContainerPoint(corner));
    if (d < nearest) [nearest, best] = [d, corner.clone()];
  }
  return best;
}

map.on('click', ({ latlng }) => {
  if (!drawing) return;
  const near = (p) => p && map.latLngToContainerPoint(p).distanceTo(map.latLngToContainerPoint(latlng)) < SNAP_PIXELS;
  if (drawing.length > 2 && near(drawing[0])) return close();
  if (near(drawing.at(-1))) return; // the second click of two
  drawing.push(snapped(latlng, new Set([current])));
  showSketch();
  buttons();
});
map.on('dblclick', () => drawing?.length > 2 && close());
map.on('mousemove', ({ latlng }) => drawing?.length && showSketch(latlng));

function showSketch(to) {
  sketch.clearLayers();
  L.polyline(to ? [...drawing, to] : drawing, { color: '#0b4f6c', weight: 3, dashArray: '6', interactive: false }).addTo(sketch);
  drawing.forEach((p, i) => dot(p, i > 0 ? 'grid-dot-small' : '').addTo(sketch));
  corners.value = text(drawing);
}

function close() {
  const points = drawing;
  drawing = null;
  sketch.clearLayers();
  say('');
  change(new Map([[current, [points]]]));
}

// ---- changing ------------------------------------------------------------------------------
const rings = (code) => (shapes.has(code) ? deep(shapes.get(code).getLatLngs()) : null);

// Takes new rings for some places; what they were can be had back, step by step.
function change(changes, remember = true) {
  if (remember) {
    history.push(new Map([...changes.keys()].map((code) => [code, rings(code)])));
    history = history.slice(-HISTORY);
  }
  for (const [code, now] of changes) {
    if (!before.has(code)) before.set(code, rings(code));
    set(code, now);
  }
  nameAll();
  if (shapes.has(current)) show();
  else start();
  buttons();
}

function set(code, now) {
  let polygon = shapes.get(code);
  if (!now) {
    polygon?.remove();
    shapes.delete(code);
    return;
  }
  if (!polygon) {
    polygon = shape(code, now, option(code).dataset.path);
    polygon.version = Number(option(code).dataset.version);
    if (code === current) polygon.setStyle(CHOSEN).bringToFront();
  }
  polygon.setLatLngs(now);
  polygon.isCompound = now.length > 1 || Array.isArray(now[0][0]);
}

function undo() {
  if (drawing?.length) {
    drawing.pop();
    showSketch();
    return buttons();
  }
  const step = history.pop();
  if (!step) return buttons();
  if (drawing) leave();
  change(step, false);
  if (!history.length) before = new Map();
  say('');
  return buttons();
}

// All that was changed and not saved is as it was.
function discard() {
  for (const [code, was] of before) set(code, was);
  before = new Map();
  history = [];
  nameAll();
}

// Others that have this corner: [code, index].
function mates(corner) {
  const found = [];
  for (const [code, polygon] of shapes) {
    if (code === current || polygon.isCompound) continue;
    const at = ring(polygon).findIndex((p) => same(p, corner));
    if (at >= 0) found.push([code, at]);
  }
  return found;
}

// Places of other streets that have it, which are not for whoever draws here to move.
function foreign(corner) {
  return around
    .filter(({ geometry, properties }) => properties.code.length > 9 && toLatLngs(geometry).flat(3).some((p) => same(p, corner)))
    .map(({ properties }) => properties.path);
}

// The same done to the current place and, where wanted, to those that share the corner.
function edit(index, mend) {
  const others = mates(ring(shapes.get(current))[index]);
  const beyond = foreign(ring(shapes.get(current))[index]);
  const changes = new Map();
  for (const [code, at] of [[current, index], ...(together.checked ? others : [])]) {
    const was = rings(code)[0];
    const now = mend(was, at, code);
    if (now !== was) changes.set(code, [now]);
  }
  change(changes);
  const touched = together.checked ? others.filter(([code]) => changes.has(code)) : others;
  const said = touched.map(([code]) => option(code).dataset.path).join(', ');
  const parts = [];
  if (said) parts.push((together.checked ? status.dataset.with : status.dataset.alone) + said);
  if (beyond.length) parts.push(status.dataset.beyond + beyond.join(', '));
  if (parts.length) say(parts.join('\n'), !together.checked || beyond.length > 0);
}

function move(index, to) {
  const others = together.checked ? mates(ring(shapes.get(current))[index]).map(([code]) => code) : [];
  const target = snapped(to, new Set([current, ...others]));
  edit(index, (all, at) => all.with(at, target));
}

function remove(index) {
  if (ring(shapes.get(current)).length < 4) return;
  edit(index, (all, at) => (all.length > 3 ? all.toSpliced(at, 1) : all));
}

// A corner between two that a neighbour has too is put into the neighbour's side as well.
function insert(index, middle) {
  const mine = ring(shapes.get(current));
  const [from, to] = [mine[index], mine[(index + 1) % mine.length]];
  edit(index, (all, at, code) => {
    if (code === current) return all.toSpliced(index + 1, 0, middle);
    if (same(all[(at + 1) % all.length], to)) return all.toSpliced(at + 1, 0, middle);
    if (same(all.at(at - 1), to) && same(all[at], from)) return all.toSpliced(at, 0, middle);
    return all;
  });
}

function dot(at, className, draggable = false) {
  const icon = L.divIcon({ className: `grid-dot ${className}`, iconSize: className ? [12, 12] : [18, 18] });
  return L.marker(at, { draggable, keyboard: false, bubblingMouseEvents: !draggable && Boolean(drawing), icon });
}

function show() {
  handles.clearLayers();
  const polygon = shapes.get(current);
  if (polygon.isCompound) return say(status.dataset.compound);
  const all = ring(polygon);
  all.forEach((point, i) => {
    const corner = dot(point, '', true).addTo(handles);
    corner.on('drag', () => polygon.setLatLngs([all.with(i, corner.getLatLng())]));
    corner.on('dragend', () => {
      polygon.setLatLngs([all]); // the step begins from where it was
      move(i, corner.getLatLng());
    });
    corner.on('dblclick contextmenu', (event) => {
      L.DomEvent.stop(event);
      remove(i);
    });
    const next = all[(i + 1) % all.length];
    const middle = rounded({ lat: (point.lat + next.lat) / 2, lng: (point.lng + next.lng) / 2 });
    dot(middle, 'grid-dot-small').addTo(handles).on('click', () => insert(i, middle));
  });
  corners.value = text(all);
  return undefined;
}

const text = (all) => all.map((p) => `${round(p.lng)},${round(p.lat)}`).join('\n');

function say(words, isError) {
  status.textContent = words;
  status.classList.toggle('field-error', Boolean(isError));
}

corners.addEventListener('change', () => {
  if (!current) return;
  const lines = corners.value.split('\n').map((line) => line.trim()).filter(Boolean);
  const read = lines.map((line) => line.split(/[,，\s]+/).map(Number));
  const fine = read.length >= 3 && read.every((p) => p.length === 2 && p.every(Number.isFinite) && Math.abs(p[1]) <= 90);
  if (!fine) return say(status.dataset.bad, true);
  drawing = null;
  sketch.clearLayers();
  change(new Map([[current, [read.map(([lon, lat]) => L.latLng(lat, lon))]]]));
  map.fitBounds(shapes.get(current).getBounds(), { padding: [40, 40], maxZoom: 16 });
});

// ---- saving --------------------------------------------------------------------------------
function kind(code) {
  if (code !== current) return shapes.get(code).schematic;
  const chosen = kinds.find((k) => k.checked);
  return chosen && chosen.value === 'true';
}

function part(code) {
  const all = ring(shapes.get(code)).map((p) => [round(p.lng), round(p.lat)]);
  return { code, geometry: { type: 'Polygon', coordinates: [[...all, all[0]]] }, schematic: kind(code), version: shapes.get(code).version };
}

async function send(anyway) {
  if (kind(current) === undefined) {
    kinds[0].focus();
    return say(status.dataset.kind, true);
  }
  const codes = [...new Set([current, ...before.keys()])];
  save.disabled = true;
  try {
    const answer = await fetch('/api/v1/divisions/outlines', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': document.querySelector('meta[name="csrf"]').content },
      body: JSON.stringify({ outlines: codes.map(part), anyway }),
    });
    const body = await answer.json();
    if (!answer.ok) return refused(answer, body);
    for (const { code, version } of body) Object.assign(shapes.get(code), { version, schematic: kind(code) });
    before = new Map();
    history = [];
    buttons();
    return say(status.dataset.saved);
  } catch {
    save.disabled = false;
    return say(status.dataset.failed, true);
  }
}

function refused(answer, body) {
  save.disabled = false;
  const all = (body.errors?.map((e) => e.detail) ?? [body.detail]).join('\n');
  say(all, true);
  if (answer.status === 409) offer(status.dataset.reload, () => location.reload());
  if (body.type?.endsWith('does-not-fit')) offer(status.dataset.anyway, () => send(true));
}

function offer(words, then) {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'btn btn-sm d-block mt-2', textContent: words });
  button.addEventListener('click', then);
  status.append(button);
}

kinds.forEach((k) => k.addEventListener('change', buttons));
choice.addEventListener('change', () => pick(choice.value));
save.addEventListener('click', () => send(false));
one('undo').addEventListener('click', undo);
one('close').addEventListener('click', close);
one('redraw').addEventListener('click', start);
one('discard').addEventListener('click', () => choose(''));
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && drawing) {
    const code = current;
    leave();
    if (!shapes.has(code)) choose('');
  }
  if (event.key === 'z' && (event.ctrlKey || event.metaKey) && event.target !== corners) undo();
});
addEventListener('beforeunload', (event) => {
  if (before.size > 0) event.preventDefault();
});

load();
