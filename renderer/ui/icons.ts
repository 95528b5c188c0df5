/** Drawings on a grid of 24. Verdict shapes are solid and differ in outline, so that they are told apart without colour. */
export const ICONS = {
  /** Disc with a tick cut out. */
  PASS: {
    solid: 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Zm6.9 7.6-8.3 9.2-5.4-5 1.9-2 3.3 3 6.3-7z',
  },
  /** Octagon with a cross cut out. */
  FAIL: {
    solid:
      'M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4Zm.9 4.9L5.9 8.3 9.6 12l-3.7 3.7 2.4 2.4L12 14.4l3.7 3.7 2.4-2.4L14.4 12l3.7-3.7-2.4-2.4L12 9.6Z',
  },
  /** Triangle with an exclamation mark cut out. */
  ERROR: {
    solid: 'M12 1.3 23.6 22H.4ZM10.5 8.5l.5 7h2l.5-7zM10.5 17.2v2.6h3v-2.6z',
  },
  /** Square with a bar cut out. */
  ABORTED: { solid: 'M2 2h20v20H2Zm4 8.3v3.4h12v-3.4z' },
  /** A bar in a diamond. */
  hold: { solid: 'M12 .6 23.4 12 12 23.4.6 12Zm-6.2 9.6v3.6h12.4v-3.6z' },
  /** An arrow that turns back. */
  again: { solid: 'M13 3a9 9 0 1 1-8.6 11.6l3.3-1A5.6 5.6 0 1 0 9.5 7.8l2.9 2.9H2.8V1.1L7 5.3A9 9 0 0 1 13 3Z' },
  /** A hand held up. */
  hand: {
    solid:
      'M7 12.5V5.8a1.6 1.6 0 0 1 3.2 0V3.1a1.6 1.6 0 0 1 3.2 0v2a1.6 1.6 0 0 1 3.2 0v2.4a1.6 1.6 0 0 1 3.2 0v8C19.8 20.3 17 23 13.2 23 9.2 23 7.6 21.4 3.6 15.6a1.7 1.7 0 0 1 2.7-2Z',
  },
  stop: { line: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.6 5.6l12.8 12.8' },
  fault: { line: 'M12 3.5 21.5 20h-19zM12 10v5M12 17.2v.6' },
  tick: { line: 'M4.5 12.5l5 5 10-11' },
  ring: { line: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z' },
  play: { solid: 'M7 4.5v15l12-7.5Z' },
  bench: { line: 'M4 5V3h4M16 3h4v4M20 17v4h-4M8 21H4v-4M4 12h16M4 5v2M8 8v2M12 8v2M16 8v2M8 14v2M12 14v2M16 14v2' },
  batch: { line: 'M4 5h16v14H4zM4 10h16M4 14.5h16M9 5v14' },
  shift: { line: 'M4 20h16M6 20v-6h3v6M11 20V9h3v11M16 20V5h3v15' },
  devices: { line: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z' },
  records: { line: 'M6 3h9l4 4v14H6zM9.5 11h6M9.5 14.5h6M9.5 18h4' },
  open: { line: 'M3 19V5h6l2 2.5h8V10M3 19l3-9h16l-3 9z' },
  people: {
    line: 'M4 5h16v14H4zM9 9.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6ZM6.3 16.4c.4-3 5-3 5.4 0M14.5 10h3M14.5 13.5h3',
  },
  plus: { line: 'M12 4.5v15M4.5 12h15' },
  eye: {
    line: 'M1.5 12C5 6.5 9 5 12 5s7 1.5 10.5 7C19 17.5 15 19 12 19S5 17.5 1.5 12ZM12 8.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4Z',
  },
  search: { line: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5L21 21' },
  back: { line: 'M14.5 5l-7 7 7 7' },
  next: { line: 'M9.5 5l7 7-7 7' },
  peers: {
    line: 'M8 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2 20v-2a6 6 0 0 1 12 0v2M16 4.5a3.2 3.2 0 0 1 0 6.2M17.5 13.5A6 6 0 0 1 22 18v2',
  },
  scanner: { line: 'M5 4h13l2 5H11l-1 3H7L6 20H3l1-11zM20 9v1M12 12.5v1' },
  printer: { line: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z' },
  product: { line: 'M3 6h18v12H3zM6 9.5h7M6 12h4M15.5 9h3v3h-3zM6 15.5h12' },
  laser: { line: 'M12 3v8M9 3h6M12 14v.1M8 12.5l-2-1.5M16 12.5l2-1.5M4 20h16M9 17l-2 1M15 17l2 1M12 17v2' },
  window: { line: 'M3 5h18v14H3zM3 9h18M6 7h.1M8.5 7h.1' },
  bell: { line: 'M6 17V11a6 6 0 0 1 12 0v6l2 1.5H4zM10 21h4' },
} as const satisfies Record<string, { readonly solid: string } | { readonly line: string }>;

export type IconName = keyof typeof ICONS;
