"""Whether a page can be read: contrast of its words as WCAG AA asks, and a name for everything that can be operated."""

from playwright.sync_api import Page

LEAST_CONTRAST = 4.5
LEAST_OF_LARGE = 3.0

# Words are judged against the nearest background that is not clear; opacity of all that holds them counts.
_FAINT = """([least, large]) => {
  const probe = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const read = (colour) => {
    probe.clearRect(0, 0, 1, 1); probe.fillStyle = colour; probe.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = probe.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = (front, back, alpha) => front.slice(0, 3).map((value, i) => value * alpha + back[i] * (1 - alpha));
  const light = (colour) => {
    const [r, g, b] = colour.map((value) => value / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const up = (element) => element.parentElement ?? element.getRootNode().host;
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = up(at)) {
      const colour = read(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((back, layer) => over(layer, back, layer[3]), [255, 255, 255]); };
  const faint = [];
  const look = (root) => root.querySelectorAll('*').forEach((element) => {
    if (element.shadowRoot) look(element.shadowRoot);
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
    const box = element.getBoundingClientRect();
    if (!words || box.width < 2 || box.height < 2 || element.closest('[disabled], [data-testid=stIconMaterial], option, script, style')) return;
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || parseFloat(style.fontSize) < 2) return;
    let opacity = 1;
    for (let at = element; at; at = up(at)) opacity *= parseFloat(getComputedStyle(at).opacity);
    if (opacity < 0.05) return;
    const back = behind(element), colour = read(style.color);
    const [one, other] = [light(over(colour, back, colour[3] * opacity)), light(back)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize), isLarge = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    if (contrast < (isLarge ? large : least) - 0.01) faint.push(`${words.slice(0, 30)} (${contrast.toFixed(2)})`);
  });
  look(document.body);
  return faint;
}"""

_NAMELESS = """() => {
  const nameless = [];
  const look = (root) => root.querySelectorAll('*').forEach((element) => {
    if (element.shadowRoot) look(element.shadowRoot);
    if (!element.matches('button, a[href], input:not([type=hidden]), select, textarea, [role=button], [tabindex="0"]')) return;
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || getComputedStyle(element).visibility === 'hidden') return;
    if (element.matches('main, [data-testid=data-grid-canvas]')) return;  // Streamlit's: the page itself, a table that speaks otherwise
    const named = element.textContent.trim() || element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.title
      || element.labels?.length || element.closest('label') || element.closest('[aria-label]');
    if (!named) nameless.push(element.outerHTML.slice(0, 120));
  });
  look(document.body);
  return nameless;
}"""


def faint_words(page: Page) -> list[str]:
    """Words with too little contrast, with how much they have."""
    found: list[str] = page.evaluate(_FAINT, [LEAST_CONTRAST, LEAST_OF_LARGE])
    return found


def nameless_controls(page: Page) -> list[str]:
    """Buttons, links and boxes that a screen reader has no name for."""
    found: list[str] = page.evaluate(_NAMELESS)
    return found
