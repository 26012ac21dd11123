// Where the map of a street begins: at what is drawn of it or beside it, else at a position an
// administrator says once, by coordinates, by the device, or by a touch.

const COUNTRY = [[18, 73], [53.5, 135]];

// Two numbers in either order: within the country what is larger is the longitude.
function read(words) {
  const found = words.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
  if (found.length !== 2) return null;
  const [lat, lon] = found[0] > found[1] ? [found[1], found[0]] : found;
  return Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? [lat, lon] : null;
}

export function begin(map, box, isEmpty) {
  const known = box.dataset.box.split(',').map(Number);
  const position = known.length === 4 && known[0] === known[2] && known[1] === known[3];
  if (known.length !== 4) map.fitBounds(COUNTRY);
  else if (position) map.setView([known[1], known[0]], 14);
  else map.fitBounds([[known[1], known[0]], [known[3], known[2]]], { padding: [10, 10] });
  const panel = document.querySelector('[data-start]');
  if (panel && isEmpty) ask(map, panel, known.length !== 4);
}

function ask(map, panel, isNeeded) {
  const form = panel.querySelector('form');
  const said = panel.querySelector('[data-said]');
  const words = panel.querySelector('[data-find]');
  let mark = null;
  let isAsking = isNeeded;

  function set(lat, lon, zoom) {
    form.elements.lat.value = lat.toFixed(6);
    form.elements.lon.value = lon.toFixed(6);
    mark?.remove();
    mark = window.L.circleMarker([lat, lon], { radius: 9, color: '#b3261e', interactive: false }).addTo(map);
    map.setView([lat, lon], Math.max(map.getZoom(), zoom));
    said.textContent = said.dataset.found;
  }

  words.addEventListener('change', () => {
    const found = read(words.value);
    if (found) set(...found, 14);
    else said.textContent = said.dataset.bad;
  });
  words.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') words.dispatchEvent(new Event('change'));
  });
  panel.querySelector('[data-locate]').addEventListener('click', () => {
    said.textContent = said.dataset.wait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set(coords.latitude, coords.longitude, 15),
      () => { said.textContent = said.dataset.none; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
  panel.addEventListener('toggle', () => { isAsking = panel.open; });
  map.on('click', ({ latlng }) => {
    if (isAsking && !map.getContainer().classList.contains('is-drawing')) set(latlng.lat, latlng.lng, map.getZoom());
  });
  panel.hidden = false;
  panel.open = isNeeded;
}
