// What every map has: layers beneath as the installation names them, names that do not overlap.

import { plain } from '/static/js/plain.js';

const LINE = 18; // pixels a name is high
const MOST = 400; // names at once; more are seen closer up

// Whose the map beneath is, and a choice where there are several. Leaflet's own take words for HTML.
function corner(position, ...children) {
  const control = L.control({ position });
  control.onAdd = () => {
    const box = document.createElement('div');
    box.className = 'map-credit';
    box.append(...children);
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  return control;
}

function credit({ attribution, link }) {
  const words = document.createElement(link ? 'a' : 'span');
  if (link) Object.assign(words, { href: link, target: '_blank', rel: 'noopener' });
  words.textContent = attribution;
  return corner('bottomright', words);
}

function tiles(layer) {
  const options = {
    subdomains: layer.subdomains,
    maxNativeZoom: layer.zoom,
    maxZoom: 20,
    referrerPolicy: 'origin', // their servers ask from which site, and are told no more
  };
  return [...layer.tiles.map((url) => L.tileLayer(url, options)), credit(layer)];
}

// Lays the first layer and lets the reader choose. An installation that names none asks nobody.
export async function beneath(map) {
  const answer = await fetch('/map/layers.json').catch(() => null);
  const layers = answer?.ok ? await answer.json() : [];
  if (!layers.length) return;
  const zh = document.documentElement.lang.startsWith('zh');
  const choice = document.createElement('select');
  choice.setAttribute('aria-label', zh ? '底图' : 'Map beneath');
  choice.append(...layers.map(({ name }, i) => new Option(name, i)), new Option(zh ? '无底图' : 'none', ''));
  let laid = [];
  const lay = () => {
    laid.forEach((part) => part.remove());
    laid = choice.value === '' ? [] : tiles(layers[choice.value]);
    laid.forEach((part) => part.addTo(map));
    map.getContainer().classList.toggle('has-tiles', laid.length > 0);
  };
  choice.addEventListener('change', lay);
  corner('topright', choice).addTo(map);
  lay();
}

const wide = (text) => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 13 : 7.5), 6);

// Names on a map, the ones given first before the others; one that would lie over another waits
// until there is room. {at, text, className, within}: within, the name must fit those bounds.
export function names(map) {
  const group = L.layerGroup().addTo(map);
  let all = [];

  function place() {
    group.clearLayers();
    const view = map.getSize();
    const taken = [];
    for (const name of all) {
      if (taken.length === MOST) break;
      const { x, y } = map.latLngToContainerPoint(name.at);
      const half = wide(name.text) / 2;
      if (x + half < 0 || y < 0 || x - half > view.x || y > view.y) continue;
      if (name.within) {
        const [a, b] = [name.within.getNorthWest(), name.within.getSouthEast()].map((p) => map.latLngToContainerPoint(p));
        if (b.x - a.x < 2 * half || b.y - a.y < LINE) continue;
      }
      const box = [x - half, y - LINE / 2, x + half, y + LINE / 2];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      L.marker(name.at, {
        icon: L.divIcon({ className: `map-name ${name.className ?? ''}`, html: plain(name.text), iconSize: null }),
        interactive: false,
        keyboard: false,
      }).addTo(group);
    }
  }

  map.on('zoomend moveend resize', place);
  return (list) => {
    all = list;
    map.whenReady(place); // a map may get its place later
  };
}

// The names of what GeoJSON of ours shows: villages in the middle of their grids, then the grids.
export function namesOf(features) {
  const villages = new Map();
  const own = [];
  for (const { properties, geometry } of features) {
    if (!geometry) continue;
    const bounds = L.geoJSON(geometry).getBounds();
    const parts = (properties.path ?? properties.name).split(' ');
    const at = properties.lat === undefined ? bounds.getCenter() : L.latLng(properties.lat, properties.lon);
    own.push({ at, text: properties.name, within: parts.length > 2 ? bounds : null });
    if (parts.length < 3) continue;
    const name = parts.at(-2);
    const known = villages.get(name);
    if (known) known.extend(bounds); else villages.set(name, bounds);
  }
  const above = [...villages].map(([text, bounds]) => ({ at: bounds.getCenter(), text, className: 'map-name-village' }));
  return [...above, ...own];
}
