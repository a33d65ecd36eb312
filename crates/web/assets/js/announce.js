// A sentence for who reads by ear, said without moving anything.
let place;

export function announce(words) {
  if (!words) return;
  if (!place?.isConnected) {
    place = document.createElement("p");
    place.className = "hidden";
    place.setAttribute("role", "status");
    place.dataset.kept = "";
    document.body.append(place);
  }
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = words; });
}
