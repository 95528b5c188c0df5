// scrypt's ROMix (RFC 7914, sections 3 to 5) for several lanes at once: AssemblyScript with 128-bit SIMD.
//
// Salsa20 is one long chain of dependent operations, but lanes do not depend on each other: a processor that finds
// several of them in one stream of instructions works on one while it waits for another. Below the mark `// woven`
// the text reads as the code of ONE lane, and build/kernel.mjs weaves it for 1, 2, 3 and 4: a line with a `$` is
// repeated for every lane, `$` becoming the lane's number, and WIDTH becomes the number of lanes. What stands between
// `// four times` and `// end` is repeated as it says.
//
// A lane's memory, from its base, is a number of rows of `size` = 128 * r bytes:
//
//   0 .. kept-1   V, as far as it is kept; a row above is computed again when it is asked for
//   kept, kept+1  X and its successor, which change places at every step
//   kept+2        room for a row of V that was not kept
//
// so that with kept = N - 3 a lane lives in the N rows that V alone would take.
//
// Inside a row of a lane's memory, the 64-byte blocks stand in the order in which blockMix makes them (even ones of
// RFC 7914's order, then odd ones, come out alternately), so that V is written from front to back. Inside a block,
// the words stand in diagonal order: a column round then works on whole rows a, b, c, d of Salsa's matrix, and three
// rotations of rows lead to the row round and back.

/** One operation of a quarter round, on four quarter rounds: target ^= sum <<< n. */
@inline function stir(target: v128, sum: v128, n: i32): v128 {
  return v128.xor(v128.xor(target, i32x4.shl(sum, n)), i32x4.shr_u(sum, 32 - n));
}

@inline function turn1(row: v128): v128 {
  return i32x4.shuffle(row, row, 3, 0, 1, 2);
}

@inline function turn2(row: v128): v128 {
  return i32x4.shuffle(row, row, 2, 3, 0, 1);
}

@inline function turn3(row: v128): v128 {
  return i32x4.shuffle(row, row, 1, 2, 3, 0);
}

/** Where word `i` of a block in diagonal order stands in RFC 7914's order: 0 5 10 15, 4 9 14 3, 8 13 2 7, ... */
@inline function place(i: usize): usize {
  return ((i & 12) + 5 * (i & 3)) & 15;
}

/** Where block number `block / 64` of RFC 7914's order stands in a row: 0 2 4 .. 1 3 5 .. */
@inline function standing(block: usize, size: usize): usize {
  return block << 1 < size ? block << 1 : (block << 1) - size + 64;
}

/** A row from RFC 7914's order to ours. */
export function arrange(from: usize, to: usize, size: usize): void {
  for (let block: usize = 0; block < size; block += 64)
    for (let i: usize = 0; i < 16; i++)
      store<u32>(to + standing(block, size) + 4 * i, load<u32>(from + block + 4 * place(i)));
}

/** The way back of `arrange`. */
export function restore(from: usize, to: usize, size: usize): void {
  for (let block: usize = 0; block < size; block += 64)
    for (let i: usize = 0; i < 16; i++)
      store<u32>(to + block + 4 * place(i), load<u32>(from + standing(block, size) + 4 * i));
}

/** Row `kept + past` of V, from the last one kept. `spare` is overwritten on the way; the answer is `room`. */
function again(last: usize, past: usize, spare: usize, room: usize, size: usize): usize {
  let from = last;
  for (let left = past + 1; left > 0; left--) {
    const to = left & 1 ? room : spare;
    blockMix1(from, to, size);
    from = to;
  }
  return room;
}

/** Which row of a lane holds V[i] while the first loop runs. Past the kept rows X and its successor take turns, so
    that V[N], with which the second loop begins, is X. */
@inline function rowOf(i: usize, kept: usize, n: usize): usize {
  return i < kept ? i : kept + ((n - i) & 1);
}

// woven

/** scryptBlockMix (section 4): the row at `from` to the row at `to`. */
function blockMixWIDTH(
  from$: usize, to$: usize,
  size: usize,
): void {
  let a$ = v128.load(from$ + size - 64, 0);
  let b$ = v128.load(from$ + size - 64, 16);
  let c$ = v128.load(from$ + size - 64, 32);
  let d$ = v128.load(from$ + size - 64, 48);
  for (let block: usize = 0; block < size; block += 64) {
    const source = standing(block, size);
    a$ = v128.xor(a$, v128.load(from$ + source, 0));
    b$ = v128.xor(b$, v128.load(from$ + source, 16));
    c$ = v128.xor(c$, v128.load(from$ + source, 32));
    d$ = v128.xor(d$, v128.load(from$ + source, 48));
    // Salsa20/8 adds its input to its output: the input waits where the output will stand, not in registers.
    v128.store(to$ + block, a$, 0);
    v128.store(to$ + block, b$, 16);
    v128.store(to$ + block, c$, 32);
    v128.store(to$ + block, d$, 48);
    // four times
    b$ = stir(b$, i32x4.add(a$, d$), 7);
    c$ = stir(c$, i32x4.add(b$, a$), 9);
    d$ = stir(d$, i32x4.add(c$, b$), 13);
    a$ = stir(a$, i32x4.add(d$, c$), 18);
    b$ = turn1(b$);
    c$ = turn2(c$);
    d$ = turn3(d$);
    d$ = stir(d$, i32x4.add(a$, b$), 7);
    c$ = stir(c$, i32x4.add(d$, a$), 9);
    b$ = stir(b$, i32x4.add(c$, d$), 13);
    a$ = stir(a$, i32x4.add(b$, c$), 18);
    b$ = turn3(b$);
    c$ = turn2(c$);
    d$ = turn1(d$);
    // end
    a$ = i32x4.add(a$, v128.load(to$ + block, 0));
    b$ = i32x4.add(b$, v128.load(to$ + block, 16));
    c$ = i32x4.add(c$, v128.load(to$ + block, 32));
    d$ = i32x4.add(d$, v128.load(to$ + block, 48));
    v128.store(to$ + block, a$, 0);
    v128.store(to$ + block, b$, 16);
    v128.store(to$ + block, c$, 32);
    v128.store(to$ + block, d$, 48);
  }
}

/** Steps `begin` to `end` of ROMix's first loop: each row of V is made in its place from the one before. */
export function fillWIDTH(base: usize, lane: usize, size: usize, kept: usize, n: usize, begin: usize, end: usize): void {
  for (let i = begin; i < end; i++) {
    const from = base + rowOf(i, kept, n) * size;
    const to = base + rowOf(i + 1, kept, n) * size;
    blockMixWIDTH(
      from + $ * lane, to + $ * lane,
      size,
    );
  }
}

/** Steps `begin` to `end`, both even, of ROMix's second loop, on X. */
export function mixWIDTH(base: usize, lane: usize, size: usize, kept: usize, n: usize, begin: usize, end: usize): void {
  let x$ = base + $ * lane + kept * size;
  let y$ = x$ + size;
  for (let step = begin; step < end; step++) {
    const j$ = <usize>load<u32>(x$ + size - 64) & (n - 1);
    let v$ = base + $ * lane + j$ * size;
    if (j$ >= kept) v$ = again(base + $ * lane + (kept - 1) * size, j$ - kept, y$, base + $ * lane + (kept + 2) * size, size);
    // The row is anywhere in 16 MiB. Asking for all its lines at once, of all lanes, waits for memory once.
    for (let at: usize = 0; at < size; at += 64) {
      load<u32>(v$ + at);
    }
    for (let at: usize = 0; at < size; at += 16) {
      v128.store(x$ + at, v128.xor(v128.load(x$ + at), v128.load(v$ + at)));
    }
    blockMixWIDTH(
      x$, y$,
      size,
    );
    const done$ = y$;
    y$ = x$;
    x$ = done$;
  }
}
