/**
 * Run in the page: every text whose contrast to its ground is below what WCAG 2.2 asks (AA: 4.5, or 3 for large text), as
 * `text: contrast`. https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
export const poorContrasts = `(() => {
  const channels = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const over = (top, under) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map((n) => top[n] * alpha + under[n] * (1 - alpha));
  };
  const ground = (element) => {
    const own = channels(getComputedStyle(element).backgroundColor);
    if ((own[3] ?? 1) === 1) return own;
    return over(own, element.parentElement ? ground(element.parentElement) : [255, 255, 255]);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const opacity = (element) =>
    Number(getComputedStyle(element).opacity) * (element.parentElement ? opacity(element.parentElement) : 1);
  const poor = new Set();
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
    if (text === '' || element.closest('svg, script, style, noscript') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const back = ground(element);
    const ink = channels(style.color);
    const front = over([ink[0], ink[1], ink[2], (ink[3] ?? 1) * opacity(element)], back);
    const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) poor.add(element.tagName + '.' + element.className + ' ' + text.slice(0, 40) + ': ' + contrast.toFixed(2));
  }
  return [...poor];
})()`;
