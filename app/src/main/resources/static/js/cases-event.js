// The page of an event: where it is on a schematic map; what enforcement asks only when enforcing.

import { beneath, names, namesOf } from '/static/js/map.js';
import { plain } from '/static/js/plain.js';

async function map(box) {
  const point = [Number(box.dataset.lat), Number(box.dataset.lon)];
  const view = window.L.map(box, { attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false }).setView(point, 15);
  beneath(view);
  const answer = await fetch(box.dataset.areas).catch(() => null);
  if (answer && answer.ok) {
    const areas = await answer.json();
    window.L.geoJSON(areas, {
      style: { color: '#7b8b99', weight: 1, fillColor: '#dfe8ee', fillOpacity: 0.7 },
      onEachFeature: (feature, shape) => shape.bindTooltip(plain(feature.properties.name), { sticky: true }),
    }).addTo(view).bringToBack();
    names(view)(namesOf(areas.features));
  }
  window.L.circleMarker(point, { radius: 9, color: '#b3261e', fillOpacity: 0.6 }).addTo(view);
}

function disposition(form) {
  const show = () => {
    const chosen = form.querySelector('[data-disposition]:checked');
    form.classList.toggle('enforce-off', !chosen || chosen.value !== 'ENFORCE');
  };
  form.addEventListener('change', show);
  show();
}

document.querySelectorAll('[data-event-map]').forEach((box) => map(box));
document.querySelectorAll('[data-enforce]').forEach((part) => disposition(part.closest('form')));
