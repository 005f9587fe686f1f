// From time to the width of the drawing that was made at build, and back: piecewise linear, as the build has cut it.

/** The width of the drawing that was made at build. */
export const width = 1120;

const second = 1 / 86400;

export class Scale {
  constructor(pieces) {
    this.pieces = pieces.map(([from, to, left, right, finest, isBreak]) => ({
      from: from * second, to: to * second, left, right, finest: (finest ?? 86400) * second, isBreak: isBreak === 1,
    }));
  }

  at(time) {
    const piece = this.pieces.find(({ to }) => time < to);
    if (!piece) return width;
    return piece.left + (Math.max(time - piece.from, 0) / (piece.to - piece.from)) * (piece.right - piece.left);
  }

  piece(place) {
    return this.pieces.find(({ right }) => place < right) ?? this.pieces.at(-1);
  }

  time(place) {
    const { from, to, left, right } = this.piece(place);
    return from + ((place - left) / (right - left)) * (to - from);
  }

  /** The least stretch that is worth a whole view around a place: a few hours, or a few of what is known no better. */
  least(place) {
    const { from, to, left, right, finest } = this.piece(place);
    return (Math.max(1 / 8, finest * 2) / (to - from)) * (right - left);
  }
}
