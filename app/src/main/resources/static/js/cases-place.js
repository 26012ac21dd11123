// Where something is: from the phone, by a touch on the schematic map, or from the list of grids.
// <div data-place data-areas="URL of GeoJSON"> holds inputs lat, lon, a select division, a map.

import { beneath, names, namesOf } from '/static/js/map.js';
import { plain } from '/static/js/plain.js';

const TEXT = document.documentElement.lang.startsWith('zh')
  ? { asking: '正在定位…', here: '已定位，误差约 ', metres: ' 米', denied: '未能获取位置，请在图上点选或从列表选择', chosen: '已在图上选定：', outside: '位置已记下；它不在已画的网格内，请从列表选择村社', grid: '网格' }
  : { asking: 'Finding where you are…', here: 'Found, to about ', metres: ' m', denied: 'No position; touch the map or choose from the list', chosen: 'Chosen on the map: ', outside: 'Position kept; it lies in no grid that is drawn, so choose the village from the list', grid: 'grid' };

function inside(ring, lat, lon) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd;
  }
  return odd;
}

function areaAt(areas, lat, lon) {
  return areas.features.find((feature) => {
    const shape = feature.geometry;
    if (!shape) return false;
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
    return polygons.some((rings) => inside(rings[0], lat, lon));
  });
}

async function place(box) {
  const lat = box.querySelector('[name=lat]');
  const lon = box.querySelector('[name=lon]');
  const division = box.querySelector('[name=division]');
  const said = box.querySelector('[data-said]');
  const canvas = box.querySelector('[data-map]');
  const button = box.querySelector('[data-locate]');
  const areas = await fetch(box.dataset.areas).then((r) => (r.ok ? r.json() : { features: [] }));
  let mark = null;
  let map = null;

  function show(text, bad) {
    said.textContent = text;
    said.classList.toggle('late', Boolean(bad));
  }

  // A public form lists villages only; the grid is then told by the position alone.
  function choose(code) {
    division.value = code;
    if (division.selectedIndex < 0) division.value = '';
    division.dispatchEvent(new Event('said'));
  }

  function set(north, east, text) {
    const area = areaAt(areas, north, east);
    lat.value = north.toFixed(6);
    lon.value = east.toFixed(6);
    if (area) choose(area.properties.code);
    else {
      // Kept: a village without an outline is known by its name, and this is where it was.
      show(TEXT.outside, !division.value);
      (division.closest('.seek-box')?.querySelector('input') ?? division).focus();
      return;
    }
    if (map) {
      if (mark) mark.remove();
      mark = window.L.circleMarker([north, east], { radius: 9, color: '#b3261e', fillOpacity: 0.6 }).addTo(map);
      map.setView([north, east], Math.max(map.getZoom(), 14));
    }
    show((text ?? TEXT.chosen) + (area ? ' ' + (area.properties.path ?? area.properties.name) : ''));
  }

  if (canvas && window.L && areas.features.length) { // without outlines there is nothing to touch
    canvas.hidden = false;
    canvas.closest('figure').hidden = false;
    map = window.L.map(canvas, { attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false });
    const layer = window.L.geoJSON(areas, {
      style: { color: '#7b8b99', weight: 1, fillColor: '#dfe8ee', fillOpacity: 0.7 },
      onEachFeature: (feature, shape) => {
        shape.bindTooltip(plain(feature.properties.name), { sticky: true });
        // The list beside says the same; seventy stops on the way to it help nobody.
        shape.on('add', () => shape.getElement()?.setAttribute('tabindex', '-1'));
      },
    }).addTo(map);
    map.fitBounds(layer.getBounds(), { padding: [8, 8] });
    names(map)(namesOf(areas.features));
    beneath(map);
    map.on('click', (event) => set(event.latlng.lat, event.latlng.lng));
    if (lat.value && lon.value) set(Number(lat.value), Number(lon.value), '');
  }

  button?.addEventListener('click', () => {
    if (!navigator.geolocation) { show(TEXT.denied, true); return; }
    show(TEXT.asking);
    navigator.geolocation.getCurrentPosition(
      (fix) => set(fix.coords.latitude, fix.coords.longitude, TEXT.here + Math.round(fix.coords.accuracy) + TEXT.metres),
      () => show(TEXT.denied, true),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
    );
  });
  if (button) button.hidden = false;

  // A place chosen from the list takes precedence over a touch that fits it no more.
  division?.addEventListener('change', () => {
    const code = division.value;
    const chosen = code ? areas.features.filter((feature) => feature.properties.code.startsWith(code)) : [];
    const marked = lat.value && areaAt(areas, Number(lat.value), Number(lon.value));
    if (marked && chosen.length && !chosen.includes(marked)) {
      lat.value = '';
      lon.value = '';
      if (mark) mark.remove();
    }
    if (chosen.length && map) {
      const shapes = { type: 'FeatureCollection', features: chosen };
      map.fitBounds(window.L.geoJSON(shapes).getBounds(), { maxZoom: 15 });
    }
    show('');
  });
}

document.querySelectorAll('[data-place]').forEach((box) => place(box));
