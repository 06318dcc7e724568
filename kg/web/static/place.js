// Where nodes go that are added to a drawing: on rings round the node that they belong to, on its free side,
// never on another, and behind another only where no room is left beside: a line that runs through a node
// seems to end there. What stands already stays where it is; the same order gives the same places.

const GAP = 26, CELL = 160;

/** The boxes that stand, {x, y, w, h} round their centres, in cells, so that a look at a few of them will do. */
class Ground {
  #cells = new Map();

  * #cellsOf({ x, y, w, h }) {
    for (let column = Math.floor((x - w / 2 - GAP) / CELL); column <= Math.floor((x + w / 2 + GAP) / CELL); column++) {
      for (let row = Math.floor((y - h / 2 - GAP) / CELL); row <= Math.floor((y + h / 2 + GAP) / CELL); row++) yield `${column} ${row}`;
    }
  }

  add(box) {
    for (const cell of this.#cellsOf(box)) {
      if (!this.#cells.has(cell)) this.#cells.set(cell, []);
      this.#cells.get(cell).push(box);
    }
  }

  isFree(box) {
    const apart = other => Math.abs(box.x - other.x) >= (box.w + other.w) / 2 + GAP || Math.abs(box.y - other.y) >= (box.h + other.h) / 2 + GAP;
    for (const cell of this.#cellsOf(box)) if (!(this.#cells.get(cell) ?? []).every(apart)) return false;
    return true;
  }

  /** Whether the line from the centre to the place is hidden by a box that stands between. */
  #isHidden(centre, place) {
    const steps = Math.ceil(Math.hypot(place.x - centre.x, place.y - centre.y) / 12);
    for (let step = 1; step < steps; step++) {
      const x = centre.x + (place.x - centre.x) * step / steps, y = centre.y + (place.y - centre.y) * step / steps;
      const between = box => within(box, x, y, 6) && !within(box, centre.x, centre.y, 0);
      if ((this.#cells.get(`${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`) ?? []).some(between)) return true;
    }
    return false;
  }

  /** Puts boxes of these sizes, [{ w, h }], round the centre, and gives their places in the same order. */
  putRound(centre, sizes, from) {
    // away from where the centre was reached from; a first node has its strongest neighbour where a label is level
    const ahead = from ? Math.atan2((centre.y - from.y) * 1.6, centre.x - from.x) : small.matches ? -Math.PI / 2 : 0;
    let slots = slotsRound(ahead, from ? 110 : 1, sizes.length);
    let first = 0;  // those before it are all taken
    const put = [];  // round this centre
    const near = 8 + (small.matches ? 11 : 6) * sizes.length;  // tall rings lie closer together
    for (const size of sizes) {
      let seen = true;  // in a first go only near, and where the line to the centre can be seen
      for (let at = first; ; at++) {
        if (seen && at >= near) {
          seen = false;
          at = first;
        } else if (at === slots.length) {
          slots = slotsRound(ahead, from ? 110 : 1, 2 * slots.length);
          at = first = 0;
        }
        const slot = slots[at];
        if (size.w >= slot.w && size.h >= slot.h) continue;  // one that is no larger did not fit
        if (seen && slot.hidden) continue;
        const box = { ...size, x: centre.x + slot.x, y: centre.y + slot.y };
        if (!this.isFree(box)) {
          slot.w = size.w;
          slot.h = size.h;
        } else if (seen && this.#isHidden(centre, box)) {
          slot.hidden = true;
        } else if (!seen || !put.some(other => cuts(box, centre, other))) {
          slot.w = slot.h = 0;
          while (slots[first]?.w === 0) first++;
          this.add(box);
          put.push(box);
          break;
        }
      }
    }
    return put.map(({ x, y }) => ({ x, y }));
  }
}

const within = (box, x, y, room) => Math.abs(x - box.x) < box.w / 2 + room && Math.abs(y - box.y) < box.h / 2 + room;

/** Whether the straight line between two points comes within a few pixels of the box. */
function cuts(box, from, to) {
  let enter = 0, leave = 1;
  for (const [axis, room] of [['x', box.w / 2 + 6], ['y', box.h / 2 + 6]]) {
    const run = to[axis] - from[axis], way = box[axis] - from[axis];
    if (run === 0 && Math.abs(way) >= room) return false;
    if (run === 0) continue;
    const ends = [(way - room) / run, (way + room) / run];
    enter = Math.max(enter, Math.min(...ends));
    leave = Math.min(leave, Math.max(...ends));
  }
  return enter < leave;
}

/** Places on enough rings, the near ones and those straight ahead first; on a narrow screen the rings are tall. */
function slotsRound(ahead, bias, count) {
  const found = [], wider = Math.max(1, Math.sqrt(count / 12));  // many nodes on a narrow ring would hide all others
  for (let ring = 0; found.length < 80 + 24 * count; ring++) {
    const [width, height] = small.matches ? [190 + 25 * ring, 190 + 115 * ring] : [250 * wider + 150 * ring, 155 * wider + 93 * ring];
    const steps = 14 + 8 * ring;
    for (let half = 0; half < 2 * steps; half++) {  // those between the steps serve where these are hidden
      const step = half % steps, between = half < steps ? 0 : 0.5;
      const turn = ((step % 2 ? -1 : 1) * Math.ceil(step / 2) + between) * 2 * Math.PI / steps;
      found.push({
        x: Math.round(width * Math.cos(ahead + turn)), y: Math.round(height * Math.sin(ahead + turn)),
        cost: 150 * (ring + 1.2 * between) + bias * Math.abs(turn), w: Infinity, h: Infinity,  // of what does not fit there
      });
    }
  }
  return found.sort((a, b) => a.cost - b.cost);
}

const pen = document.createElement('canvas').getContext('2d');

/** The label in lines of about 130 pixels, and the size of the box that it needs. */
function boxFor(node) {
  pen.font = `14.5px ${getComputedStyle(document.body).fontFamily}`;
  const lines = [''];
  const words = node.label.length > 90 ? `${node.label.slice(0, 80).replace(/\S*$/, '')}…` : node.label;
  for (const word of words.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && pen.measureText(longer).width > 130) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  const width = Math.max(...lines.map(line => pen.measureText(line).width));
  return { lines: lines.join('\n'), w: Math.ceil(width + data.looks.nodes[node.type][3]), h: 18 * lines.length + 16 };
}
