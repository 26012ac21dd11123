// The outlines of a file before they are taken in: as they are now dashed, as they will be solid.

import { beneath, names } from '/static/js/map.js';
import { plain } from '/static/js/plain.js';

const STYLES = {
  now: { color: '#55606b', weight: 2, dashArray: '6 4', fill: false, interactive: false },
  new: { color: '#2a7d4f', weight: 2, fillColor: '#2a7d4f', fillOpacity: 0.25 },
  changed: { color: '#b35c00', weight: 2, fillColor: '#f5c26b', fillOpacity: 0.35 },
  same: { color: '#0b4f6c', weight: 1, fillColor: '#cfe0ea', fillOpacity: 0.4 },
};

async function show(box) {
  const answer = await fetch(box.dataset.importMap);
  if (!answer.ok) return;
  const all = await answer.json();
  if (!all.features.length) return;
  const map = L.map(box, { attributionControl: false, zoomSnap: 0.25 });
  const drawn = L.geoJSON(all, {
    style: ({ properties }) => STYLES[properties.state],
    onEachFeature: ({ properties }, layer) => layer.bindTooltip(plain(properties.name), { sticky: true }),
  }).addTo(map);
  map.fitBounds(drawn.getBounds(), { padding: [16, 16] });
  await beneath(map);
  const place = names(map);
  const shown = all.features.filter(({ properties }) => properties.state !== 'now');
  place(shown.map(({ properties, geometry }) => ({
    at: L.geoJSON(geometry).getBounds().getCenter(), text: properties.name.split(' ').at(-1),
  })));
  box.dataset.ready = shown.length;
}

document.querySelectorAll('[data-import-map]').forEach(show);
