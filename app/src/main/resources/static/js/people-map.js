// The editor of grid outlines: choose a grid, move its corners, save. The server checks again.

import { plain } from '/static/js/plain.js';

const box = document.querySelector('[data-grid-map]');
const choice = document.querySelector('[data-grid-choice]');
const corners = document.querySelector('[data-corners]');
const schematic = document.querySelector('input[data-schematic]');
const save = document.querySelector('[data-save]');
const undo = document.querySelector('[data-undo]');
const status = document.querySelector('[data-status]');

const PLAIN = { color: '#55606b', weight: 1, fillColor: '#cfe0ea', fillOpacity: 0.6 };
const CHOSEN = { color: '#0b4f6c', weight: 3, fillColor: '#f5c26b', fillOpacity: 0.55 };
const SNAP_PIXELS = 10;

const map = L.map(box, { attributionControl: false, zoomSnap: 0.25 });
const layers = new Map(); // code -> polygon
let current = null; // { code, version, polygon, before }
let handles = L.layerGroup().addTo(map);

const round = (x) => Math.round(x * 1e6) / 1e6;
const ring = (polygon) => polygon.getLatLngs()[0];

async function outlines(level) {
  const answer = await fetch(`/divisions/outlines.geojson?at=${box.dataset.at}&level=${level}`);
  return answer.json();
}

const isPlain = ({ type, coordinates }) => type === 'Polygon' && coordinates.length === 1;

// As Leaflet nests them: parts, rings, corners.
function toLatLngs(geometry) {
  const rings = (all) => all.map((one) => one.slice(0, -1).map(([lon, lat]) => L.latLng(lat, lon)));
  if (geometry.type !== 'Polygon') return geometry.coordinates.map(rings);
  return isPlain(geometry) ? rings(geometry.coordinates)[0] : rings(geometry.coordinates);
}

async function load() {
  const [villages, grids] = await Promise.all([outlines('village'), outlines('grid')]);
  for (const feature of grids.features) addGrid(feature);
  for (const feature of villages.features) {
    L.polygon(toLatLngs(feature.geometry), { color: '#17324d', weight: 2, fill: false, interactive: false }).addTo(map);
  }
  const shapes = [...layers.values()];
  if (shapes.length) map.fitBounds(L.featureGroup(shapes).getBounds(), { padding: [10, 10] });
  else map.setView([30.3, 120.48], 12);
}

function addGrid(feature) {
  const { code, path, version } = feature.properties;
  const polygon = L.polygon(toLatLngs(feature.geometry), PLAIN).addTo(map);
  polygon.bindTooltip(plain(path), { sticky: true });
  polygon.on('click', () => choose(code));
  polygon.version = version;
  polygon.isCompound = !isPlain(feature.geometry);
  polygon.schematic = feature.properties.schematic;
  layers.set(code, polygon);
}

function choose(code) {
  if (current) restore();
  choice.value = code;
  if (!code) return clear();
  let polygon = layers.get(code);
  const option = choice.selectedOptions[0];
  if (polygon?.isCompound) {
    clear();
    map.fitBounds(polygon.getBounds(), { padding: [40, 40], maxZoom: 16 });
    return say(status.dataset.compound);
  }
  if (!polygon) polygon = fresh(code, option);
  current = { code, polygon, version: polygon.version, before: ring(polygon).map((p) => p.clone()), isNew: polygon.isNew };
  polygon.setStyle(CHOSEN).bringToFront();
  schematic.checked = polygon.schematic;
  say('');
  map.fitBounds(polygon.getBounds(), { padding: [40, 40], maxZoom: 16 });
  draw();
  setDirty(Boolean(polygon.isNew));
}

// A grid that has no outline yet begins as a small square in the middle of the map.
function fresh(code, option) {
  const centre = map.getCenter();
  const d = 0.002;
  const square = [[-d, -d], [-d, d], [d, d], [d, -d]].map(([y, x]) => L.latLng(round(centre.lat + y), round(centre.lng + x)));
  const polygon = L.polygon(square, CHOSEN).addTo(map);
  polygon.on('click', () => choose(code));
  polygon.version = Number(option.dataset.version);
  polygon.schematic = option.dataset.schematic === 'true';
  polygon.isNew = true;
  layers.set(code, polygon);
  return polygon;
}

function clear() {
  handles.clearLayers();
  corners.value = '';
  current = null;
  setDirty(false);
}

// What was moved but not saved goes back when another grid is chosen.
function restore() {
  current.polygon.setLatLngs(current.before.map((p) => p.clone()));
  current.polygon.setStyle(PLAIN);
  if (current.polygon.isNew) {
    map.removeLayer(current.polygon);
    layers.delete(current.code);
  }
  handles.clearLayers();
}

function setDirty(dirty) {
  save.disabled = !dirty;
  undo.disabled = !dirty;
}

function dot(at, small) {
  return L.marker(at, {
    draggable: !small,
    keyboard: false,
    icon: L.divIcon({ className: small ? 'grid-dot grid-dot-small' : 'grid-dot', iconSize: small ? [12, 12] : [18, 18] }),
  });
}

function draw() {
  handles.clearLayers();
  const points = ring(current.polygon);
  points.forEach((point, i) => {
    const corner = dot(point, false).addTo(handles);
    corner.on('drag', () => {
      points[i] = corner.getLatLng();
      current.polygon.setLatLngs(points);
    });
    corner.on('dragend', () => moved(i, corner.getLatLng()));
    corner.on('dblclick contextmenu', (event) => {
      L.DomEvent.stop(event);
      if (points.length > 3) {
        points.splice(i, 1);
        changed(points);
      }
    });
    const next = points[(i + 1) % points.length];
    const middle = L.latLng((point.lat + next.lat) / 2, (point.lng + next.lng) / 2);
    const half = dot(middle, true).addTo(handles);
    half.on('click', () => {
      points.splice(i + 1, 0, middle);
      changed(points);
    });
  });
  corners.value = points.map((p) => `${round(p.lng)},${round(p.lat)}`).join('\n');
}

// A corner dropped near a neighbour's corner takes its place exactly: no gap between grids.
function moved(i, at) {
  const points = ring(current.polygon);
  const here = map.latLngToContainerPoint(at);
  let best = at;
  let distance = SNAP_PIXELS;
  for (const [code, polygon] of layers) {
    if (code === current.code) continue;
    for (const corner of ring(polygon)) {
      const d = here.distanceTo(map.latLngToContainerPoint(corner));
      if (d < distance) {
        distance = d;
        best = corner.clone();
      }
    }
  }
  points[i] = L.latLng(round(best.lat), round(best.lng));
  changed(points);
}

function changed(points) {
  current.polygon.setLatLngs(points);
  say('');
  draw();
  setDirty(true);
}

function say(text, isError) {
  status.textContent = text;
  status.classList.toggle('field-error', Boolean(isError));
}

corners.addEventListener('change', () => {
  if (!current) return;
  const lines = corners.value.split('\n').map((line) => line.trim()).filter(Boolean);
  const points = lines.map((line) => line.split(/[,，\s]+/).map(Number));
  const fine = points.length >= 3 && points.every((p) => p.length === 2 && p.every(Number.isFinite) && Math.abs(p[1]) <= 90);
  if (!fine) return say(status.dataset.bad, true);
  changed(points.map(([lon, lat]) => L.latLng(lat, lon)));
});

schematic.addEventListener('change', () => current && setDirty(true));
choice.addEventListener('change', () => choose(choice.value));
undo.addEventListener('click', () => {
  const { code } = current;
  restore();
  current = null;
  choose(layers.has(code) ? code : '');
});

save.addEventListener('click', async () => {
  const points = ring(current.polygon).map((p) => [round(p.lng), round(p.lat)]);
  const geometry = { type: 'Polygon', coordinates: [[...points, points[0]]] };
  save.disabled = true;
  try {
    const answer = await fetch(`/api/v1/divisions/${current.code}/outline`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': document.querySelector('meta[name="csrf"]').content },
      body: JSON.stringify({ geometry, schematic: schematic.checked, version: current.version }),
    });
    const body = await answer.json();
    if (!answer.ok) {
      say(body.errors?.[0]?.detail ?? body.detail, true);
      if (answer.status === 409) offerReload();
      save.disabled = false;
      return;
    }
    current.version = body.version;
    current.polygon.version = body.version;
    current.polygon.schematic = schematic.checked;
    current.polygon.isNew = false;
    current.before = ring(current.polygon).map((p) => p.clone());
    setDirty(false);
    say(status.dataset.saved);
  } catch {
    say(status.dataset.failed, true);
    save.disabled = false;
  }
});

function offerReload() {
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'btn btn-sm ms-2';
  again.textContent = status.dataset.reload;
  again.addEventListener('click', () => location.reload());
  status.append(again);
}

addEventListener('beforeunload', (event) => {
  if (current && !save.disabled) event.preventDefault();
});

load();
