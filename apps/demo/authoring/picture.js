// Draws "Night Train", frame by frame, on a canvas of 960 by 540. Runs in the page that render.mjs opens.
const WIDTH = 960;
const TOP = 69;
const HEIGHT = 402;
const FLOOR = TOP + HEIGHT;
const TAU = Math.PI * 2;

const mix = (a, b, part) => a + (b - a) * part;
const clamp = (value) => Math.min(1, Math.max(0, value));
/** From 0 at `from` to 1 at `to`, without corners. */
const ease = (value, from, to) => {
  const part = clamp((value - from) / (to - from));
  return part * part * (3 - 2 * part);
};
/** The same number between 0 and 1 for the same seed. */
const chance = (seed) => {
  const value = Math.sin(seed * 127.1 + 311.7) * 43758.5453;
  return value - Math.floor(value);
};

function fill(c, style, x, y, width, height) {
  c.fillStyle = style;
  c.fillRect(x, y, width, height);
}

function shade(c, colours, from = TOP, to = FLOOR) {
  const gradient = c.createLinearGradient(0, from, 0, to);
  colours.forEach((colour, index) => gradient.addColorStop(index / (colours.length - 1), colour));
  fill(c, gradient, 0, from, WIDTH, to - from);
}

function glow(c, x, y, radius, colour, strength = 1) {
  const gradient = c.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, `rgba(${colour},${strength})`);
  gradient.addColorStop(0.35, `rgba(${colour},${strength * 0.35})`);
  gradient.addColorStop(1, `rgba(${colour},0)`);
  fill(c, gradient, x - radius, y - radius, radius * 2, radius * 2);
}

function disc(c, x, y, radius, style) {
  c.fillStyle = style;
  c.beginPath();
  c.arc(x, y, radius, 0, TAU);
  c.fill();
}

function polygon(c, style, ...points) {
  c.fillStyle = style;
  c.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? c.moveTo(x, y) : c.lineTo(x, y)));
  c.fill();
}

function ridge(c, style, base, height, shift, seed) {
  c.fillStyle = style;
  c.beginPath();
  c.moveTo(0, FLOOR);
  for (let x = 0; x <= WIDTH; x += 8) {
    const at = (x + shift) / 150 + seed;
    c.lineTo(x, base - height * (0.5 + 0.3 * Math.sin(at) + 0.2 * Math.sin(at * 2.3 + seed)));
  }
  c.lineTo(WIDTH, FLOOR);
  c.fill();
}

function stars(c, amount, fade) {
  for (let star = 0; star < amount; star++) {
    const size = 0.6 + chance(star + 50);
    const style = `rgba(220,230,255,${fade * (0.3 + 0.6 * chance(star + 90))})`;
    disc(c, chance(star) * WIDTH, TOP + chance(star + 20) * 200, size, style);
  }
}

/** Glints of a light on water. */
function glints(c, x, from, to, colour, time, spread) {
  for (let row = 0; row < 34; row++) {
    const y = mix(from, to, row / 34);
    const width = mix(6, spread, row / 34) * (0.4 + 0.6 * chance(row * 7 + Math.floor(time * 3 + row)));
    const strength = 0.5 * (0.4 + 0.6 * Math.abs(Math.sin(time * 1.4 + row * 1.7)));
    fill(c, `rgba(${colour},${strength})`, x - width / 2 + 6 * Math.sin(time + row), y, width, 1.6);
  }
}

/** A train of `cars` cars whose head is at `head`, seen from the side. */
function train(c, head, y, scale, cars, dim = 1) {
  for (let car = 0; car < cars; car++) {
    const x = head - (car + 1) * 150 * scale;
    if (x > WIDTH || x < -160 * scale) continue;
    fill(c, '#05070d', x, y - 34 * scale, 146 * scale, 34 * scale);
    for (let pane = 0; pane < 8; pane++) {
      const lit = chance(car * 13 + pane) > 0.2;
      const style = lit ? `rgba(255,196,110,${0.95 * dim})` : 'rgba(60,50,45,1)';
      fill(c, style, x + (8 + pane * 17) * scale, y - 26 * scale, 11 * scale, 11 * scale);
    }
    glow(c, x + 73 * scale, y - 20 * scale, 90 * scale, '255,180,90', 0.22 * dim);
  }
  polygon(
    c,
    '#05070d',
    [head, y],
    [head, y - 34 * scale],
    [head + 30 * scale, y - 26 * scale],
    [head + 44 * scale, y - 8 * scale],
    [head + 44 * scale, y],
  );
  glow(c, head + 44 * scale, y - 10 * scale, 120 * scale, '255,236,190', 0.9 * dim);
}

/** Somebody standing, `height` tall, feet at (x, y). */
function figure(c, x, y, height, { style = '#0a0b12', lean = 0, stride = 0, umbrella = 0, coat = 1 } = {}) {
  const part = (value) => value * height;
  c.save();
  c.translate(x, y);
  c.rotate(lean);
  c.strokeStyle = style;
  c.lineCap = 'round';
  c.lineWidth = part(0.07);
  for (const side of [-1, 1]) {
    c.beginPath();
    c.moveTo(0, -part(0.45));
    c.lineTo(side * part(0.03 + 0.13 * stride), 0);
    c.stroke();
  }
  polygon(
    c,
    style,
    [-part(0.1), -part(0.82)],
    [part(0.1), -part(0.82)],
    [part(0.1 + 0.05 * coat), -part(0.32)],
    [-part(0.1 + 0.05 * coat), -part(0.32)],
  );
  disc(c, 0, -part(0.91), part(0.085), style);
  if (umbrella > 0) {
    c.lineWidth = part(0.018);
    c.beginPath();
    c.moveTo(part(0.12), -part(0.6));
    c.lineTo(part(0.12), -part(1.1));
    c.stroke();
    c.fillStyle = style;
    c.beginPath();
    c.arc(part(0.12), -part(1.06), part(0.36) * umbrella, Math.PI, TAU);
    c.fill();
  }
  c.restore();
}

function rain(c, time, strength) {
  c.strokeStyle = `rgba(190,205,230,${0.22 * strength})`;
  c.lineWidth = 1;
  c.beginPath();
  for (let drop = 0; drop < 90; drop++) {
    const x = (chance(drop) * 1200 + time * 90) % 1100;
    const y = TOP + ((chance(drop + 300) * HEIGHT + time * 620) % (HEIGHT + 30)) - 30;
    c.moveTo(x, y);
    c.lineTo(x - 4, y + 22);
  }
  c.stroke();
}

function sun(c, x, y, radius, strength) {
  glow(c, x, y, radius * 6, '255,190,110', 0.75 * strength);
  disc(c, x, y, radius, `rgba(255,226,170,${strength})`);
}

const shots = {
  sea(c, part, time) {
    shade(c, ['#060a1c', '#0d1a3a', '#24375f'], TOP, 300);
    stars(c, 90, 1);
    glow(c, 650, 165, 210, '200,215,255', 0.5);
    disc(c, 650, 165, 30, '#eef1ff');
    ridge(c, '#0a1124', 302, 34, part * 40, 2);
    shade(c, ['#1b2b4e', '#0a1226', '#050912'], 300, FLOOR);
    glints(c, 650, 302, FLOOR, '215,225,255', time, 150);
    const shown = ease(part, 0.25, 0.45) * (1 - ease(part, 0.82, 0.97));
    c.fillStyle = `rgba(240,240,250,${shown})`;
    c.font = '300 46px Georgia, "Liberation Serif", serif';
    c.textAlign = 'center';
    c.letterSpacing = `${mix(14, 20, part)}px`;
    c.fillText('NIGHT TRAIN', WIDTH / 2, 245);
    c.letterSpacing = '0px';
    fill(c, `rgba(0,0,0,${1 - ease(part, 0, 0.12)})`, 0, TOP, WIDTH, HEIGHT);
  },
  hills(c, part, time) {
    shade(c, ['#081026', '#16264c', '#41507a'], TOP, 330);
    stars(c, 70, 0.9);
    ridge(c, '#1b2a4c', 300, 110, part * 60, 1);
    ridge(c, '#121d38', 330, 80, part * 130, 4);
    ridge(c, '#0a1122', 362, 34, part * 230, 7);
    fill(c, '#04070f', 0, 364, WIDTH, 4);
    train(c, mix(-60, 1180, part), 364, 0.72, 7);
    shade(c, ['#0c1630', '#060b18'], 368, FLOOR);
    for (let pane = 0; pane < 40; pane++) {
      const x = mix(-60, 1180, part) * 1 - 20 - pane * 27;
      const wobble = 4 * Math.sin(time * 3 + pane);
      fill(
        c,
        `rgba(255,190,110,${0.16 + 0.1 * chance(pane)})`,
        x + wobble,
        374 + 6 * chance(pane + 9),
        9,
        46,
      );
    }
  },
  window(c, part, time) {
    shade(c, ['#0a0d18', '#0d1222', '#080b14']);
    for (let lamp = 0; lamp < 9; lamp++) {
      const x = WIDTH + 200 - ((time * 260 + lamp * 160) % 1500);
      glow(c, x, TOP + 70 + 60 * chance(lamp), 46 + 50 * chance(lamp + 4), '255,170,90', 0.34);
    }
    const frame = [230, TOP + 46, 500, 300];
    c.save();
    c.beginPath();
    c.roundRect(...frame, 26);
    c.clip();
    shade(c, ['#7a4f2a', '#c98b4a', '#6e4524']);
    glow(c, 620, 190, 260, '255,220,150', 0.6);
    // She looks out, and turns her head a little when the light passes.
    const turn = ease(part, 0.45, 0.6) * 10;
    c.fillStyle = '#1a1118';
    c.beginPath();
    c.ellipse(470 + turn, 250, 46, 58, 0, 0, TAU);
    c.fill();
    c.beginPath();
    c.ellipse(452 + turn, 268, 56, 74, 0.2, 0, TAU);
    c.fill();
    c.beginPath();
    c.ellipse(505 + turn, 262, 20, 22, 0.3, 0, TAU);
    c.fill();
    polygon(c, '#1a1118', [360, FLOOR], [408, 340], [520, 336], [600, FLOOR]);
    polygon(c, '#1a1118', [446, 300], [506, 296], [520, 350], [430, 350]);
    const passing = (time * 0.55) % 1;
    glow(c, mix(1000, 0, passing), 150, 240, '255,240,210', 0.4);
    for (let drop = 0; drop < 46; drop++) {
      const y = TOP + 46 + ((chance(drop) * 300 + time * (6 + 26 * chance(drop + 70))) % 300);
      const x = 230 + chance(drop + 30) * 500 - time * 3 * chance(drop + 11);
      disc(c, x, y, 1.2 + 2 * chance(drop + 60), 'rgba(255,240,220,0.5)');
    }
    c.restore();
    c.strokeStyle = '#020306';
    c.lineWidth = 16;
    c.beginPath();
    c.roundRect(...frame, 26);
    c.stroke();
    rain(c, time, 0.7);
  },
  rails(c, part, time) {
    shade(c, ['#050813', '#0c1730', '#1b2a48'], TOP, 268);
    ridge(c, '#070c18', 272, 26, 0, 3);
    shade(c, ['#0b101c', '#04060b'], 268, FLOOR);
    glow(c, 480, 300, 380, '255,230,180', 0.26 + 0.03 * Math.sin(time * 20));
    const travelled = time * 4.6;
    for (let sleeper = 40; sleeper > 0; sleeper--) {
      const distance = sleeper - (travelled % 1);
      const y = 268 + 210 / Math.max(distance, 0.25);
      const width = 460 / Math.max(distance, 0.25);
      const near = clamp(1.3 - distance / 16);
      fill(c, `rgba(58,50,46,${near})`, 480 - width / 2, y, width, Math.max(1, 15 / distance));
    }
    for (const side of [-1, 1])
      polygon(
        c,
        '#9aa3b5',
        [480 + side, 268],
        [480 + side * 212, FLOOR],
        [480 + side * 226, FLOOR],
        [480 + side * 2, 268],
      );
    for (let post = 12; post > 0; post--) {
      const distance = post - ((travelled / 6) % 1);
      const x = 480 + 620 / Math.max(distance, 0.3);
      const height = 300 / Math.max(distance, 0.3);
      fill(c, '#02040a', x, 268 - height * 0.7, Math.max(1, 12 / distance), height);
    }
    rain(c, time, 1);
  },
  tunnel(c, part, time) {
    fill(c, '#030407', 0, TOP, WIDTH, HEIGHT);
    for (let ring = 16; ring > 0; ring--) {
      const distance = ring - ((time * 2.4) % 1);
      const radius = 330 / Math.max(distance, 0.4);
      c.strokeStyle = `rgba(150,120,90,${clamp(0.75 - distance / 17)})`;
      c.lineWidth = Math.max(1, 26 / distance);
      c.beginPath();
      c.arc(480, 330, radius, Math.PI, TAU);
      c.stroke();
      const lamp = Math.max(2, 16 / distance);
      glow(c, 480 - radius * 0.86, 330 - radius * 0.5, lamp * 4, '255,180,100', 0.85);
    }
    const way = ease(part, 0.55, 1);
    glow(c, 480, 322, mix(10, 420, way * way), '190,210,255', mix(0.35, 0.95, way));
    polygon(c, '#020305', [480, 330], [0, FLOOR], [WIDTH, FLOOR]);
    for (const side of [-1, 1])
      polygon(c, '#5f6674', [480, 330], [480 + side * 180, FLOOR], [480 + side * 190, FLOOR], [480, 330]);
  },
  signal(c, part, time, frame) {
    shade(c, ['#070a16', '#101a33', '#1f2a44']);
    ridge(c, '#0a0f1c', 400, 60, 0, 5);
    fill(c, '#04060b', 0, 402, WIDTH, FLOOR - 402);
    fill(c, '#03050a', 560, 150, 14, 300);
    c.fillStyle = '#05070d';
    c.beginPath();
    c.roundRect(526, 110, 82, 150, 22);
    c.fill();
    const red = frame >= 60;
    const flare = red ? 1 + 0.8 * Math.exp(-(frame - 60) / 9) : 1;
    for (const [y, on, colour] of [
      [152, red, '255,50,40'],
      [218, !red, '70,255,150'],
    ]) {
      disc(c, 567, y, 21, on ? `rgb(${colour})` : '#14161c');
      if (on) glow(c, 567, y, 190 * flare, colour, 0.8);
    }
    if (red) fill(c, `rgba(255,30,20,${0.1 * flare})`, 0, TOP, WIDTH, HEIGHT);
    rain(c, time, 1.3);
    const head = mix(-260, 380, ease(part, 0.1, 1));
    train(c, head, 440, 1.25, 3, 0.8);
  },
  wheels(c, part, time) {
    shade(c, ['#0a0c12', '#10141d', '#07090e']);
    fill(c, '#8c94a4', 0, 410, WIDTH, 7);
    fill(c, '#15181f', 0, 417, WIDTH, FLOOR - 417);
    // The angle is the integral of a speed that falls to nothing at four fifths.
    const gone = Math.min(part / 0.8, 1);
    const angle = 26 * (gone - (gone * gone) / 2);
    const shift = -900 * (gone - (gone * gone) / 2) + 460;
    for (let wheel = -1; wheel < 6; wheel++) {
      const x = wheel * 250 - ((((shift % 250) + 250) % 250) - 40);
      disc(c, x, 322, 88, '#05060a');
      c.strokeStyle = '#596173';
      c.lineWidth = 9;
      c.beginPath();
      c.arc(x, 322, 82, 0, TAU);
      c.stroke();
      c.lineWidth = 6;
      for (let spoke = 0; spoke < 8; spoke++) {
        const at = angle + (spoke * TAU) / 8;
        c.beginPath();
        c.moveTo(x, 322);
        c.lineTo(x + 80 * Math.cos(at), 322 + 80 * Math.sin(at));
        c.stroke();
      }
      disc(c, x, 322, 17, '#7b8496');
      const heat = (1 - gone) * ease(part, 0.05, 0.15);
      for (let spark = 0; spark < 16 * heat; spark++) {
        const seed = spark + wheel * 31 + Math.floor(time * 24) * 17;
        const flight = chance(seed) * 130;
        fill(
          c,
          `rgba(255,${160 + 80 * chance(seed + 3)},80,0.9)`,
          x - flight,
          408 - chance(seed + 5) * flight * 0.5,
          4,
          2,
        );
      }
      if (heat > 0.05) glow(c, x, 408, 80, '255,140,50', 0.5 * heat);
    }
    fill(c, '#05060a', 0, TOP, WIDTH, 170);
    for (let puff = 0; puff < 7; puff++) {
      const rise = ease(part, 0.6 + puff * 0.04, 1);
      glow(c, 130 + puff * 120, 380 - rise * 120, 40 + rise * 110, '190,200,220', 0.2 * rise);
    }
  },
  platform(c, part, time) {
    shade(c, ['#23305a', '#6b5a7d', '#d08e76', '#f0b987'], TOP, 340);
    glow(c, 250, 335, 330, '255,190,120', 0.5);
    ridge(c, '#3c3c5c', 338, 46, 0, 8);
    fill(c, '#191a28', 0, 338, WIDTH, 70);
    const head = mix(1500, 560, ease(part, 0.15, 0.92));
    c.save();
    c.translate(WIDTH, 0);
    c.scale(-1, 1);
    train(c, WIDTH - head, 380, 1.35, 5, 0.75);
    c.restore();
    fill(c, '#0e0f19', 0, 400, WIDTH, FLOOR - 400);
    fill(c, '#c9a15a', 0, 404, WIDTH, 3);
    for (const x of [120, 430, 800]) {
      fill(c, '#0b0c14', x, 190, 6, 215);
      fill(c, '#0b0c14', x - 28, 188, 62, 6);
      glow(c, x + 3, 200, 66, '255,220,160', 0.45 * (1 - part * 0.7));
    }
    figure(c, 300, 436, 116, { umbrella: 1, lean: 0.02 * Math.sin(time * 1.4) });
    rain(c, time, 0.5 * (1 - part));
  },
  embrace(c, part) {
    shade(c, ['#3b4677', '#a5768a', '#f2a877', '#ffd9a0'], TOP, 372);
    sun(c, 480, mix(400, 330, part), 54, 1);
    fill(c, '#141422', 0, 372, WIDTH, FLOOR - 372);
    const met = ease(part, 0, 0.62);
    const hold = ease(part, 0.62, 0.74);
    const step = Math.sin(part * 46) * (1 - hold) * (part < 0.62 ? 1 : 0);
    figure(c, mix(200, 461, met), 430, 150, {
      stride: step,
      lean: 0.06 * hold,
      umbrella: 1 - ease(part, 0.5, 0.62),
    });
    figure(c, mix(760, 499, met), 430, 140, { stride: -step, lean: -0.07 * hold, coat: 1.6 });
    shade(c, ['rgba(255,190,120,0)', 'rgba(255,190,120,0.16)'], 372, FLOOR);
  },
  sunrise(c, part, time) {
    shade(c, ['#6f86b8', '#e7b08c', '#ffd79b'], TOP, 312);
    sun(c, 480, mix(300, 236, part), 46, 1);
    ridge(c, '#8a6f80', 313, 40, 30 * part, 2);
    shade(c, ['#e2a274', '#7d6378', '#33365a'], 312, FLOOR);
    glints(c, 480, 314, FLOOR, '255,230,180', time, 210);
    for (let bird = 0; bird < 5; bird++) {
      const x = 300 + bird * 38 + part * 130;
      const y = 170 + 18 * chance(bird) - part * 26;
      const wing = 6 * Math.sin(time * 7 + bird * 2);
      c.strokeStyle = '#3a3350';
      c.lineWidth = 2;
      c.beginPath();
      c.moveTo(x - 9, y - wing);
      c.quadraticCurveTo(x - 3, y, x, y);
      c.quadraticCurveTo(x + 3, y, x + 9, y - wing);
      c.stroke();
    }
    fill(c, `rgba(0,0,0,${ease(part, 0.72, 0.98)})`, 0, TOP, WIDTH, HEIGHT);
  },
};

/** Draws one frame of a shot, with the timecode burnt in below the picture. */
globalThis.drawFrame = (c, shot, frame, frames, burnt, source) => {
  c.save();
  c.beginPath();
  c.rect(0, TOP, WIDTH, HEIGHT);
  c.clip();
  shots[shot](c, frame / (frames - 1), frame / 24, frame);
  const edge = c.createRadialGradient(480, 270, 260, 480, 270, 620);
  edge.addColorStop(0, 'rgba(0,0,0,0)');
  edge.addColorStop(1, 'rgba(0,0,0,0.6)');
  fill(c, edge, 0, TOP, WIDTH, HEIGHT);
  c.restore();
  fill(c, '#000', 0, 0, WIDTH, TOP);
  fill(c, '#000', 0, FLOOR, WIDTH, TOP);
  c.font = '600 22px "DejaVu Sans Mono", "Liberation Mono", monospace';
  c.textAlign = 'center';
  c.fillStyle = '#e8e8e8';
  c.fillText(burnt, WIDTH / 2, FLOOR + 43);
  c.font = '14px "DejaVu Sans Mono", "Liberation Mono", monospace';
  c.fillStyle = '#8a8a8a';
  c.textAlign = 'left';
  c.fillText('NIGHT TRAIN', 24, FLOOR + 41);
  c.textAlign = 'right';
  c.fillText(source, WIDTH - 24, FLOOR + 41);
};
