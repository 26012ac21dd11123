// Reporting in takes the phone's position first; without one, a grid chosen from the list will do.
function reportIn(box) {
  const form = box.closest('form');
  const said = box.querySelector('[data-said]');
  form.addEventListener('submit', (event) => {
    const known = form.elements.lat.value || form.elements.grid.value;
    if (known || !navigator.geolocation) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    said.textContent = box.dataset.wordWait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(7);
        form.elements.lon.value = coords.longitude.toFixed(7);
        form.elements.accuracy.value = Math.round(coords.accuracy);
        form.requestSubmit();
      },
      () => { said.textContent = box.dataset.wordNone; form.elements.grid.focus(); },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 });
  }, true);
}
document.querySelectorAll('[data-position]').forEach(reportIn);
