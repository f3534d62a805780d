// The visible texts whose contrast with what lies behind them is below 4.5:1, or 3:1 where they are large.
() => {
  const parse = colour => {
    const canvas = (window.contrastCanvas ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a));
  const behind = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(parse(getComputedStyle(at).backgroundColor));
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = rgb => {
    const [r, g, b] = rgb.map(part => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const pale = [];
  for (const element of document.querySelectorAll('body *')) {
    const texts = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const box = element.getBoundingClientRect();
    if (texts.length === 0 || box.width < 2 || box.height < 2 || element.closest('.unseen, .skip, noscript, :disabled')) {
      continue;
    }
    const style = getComputedStyle(element);
    const inside = element instanceof SVGElement;
    const ground = behind(inside ? element.closest('svg').parentElement : element);
    const ink = over(parse(inside ? style.fill : style.color), ground);
    const [high, low] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) {
      pale.push(`${ratio.toFixed(2)}: ${texts[0].data.trim().slice(0, 40)}`);
    }
  }
  return pale;
}
