/** Of printers' heads, as their plates say it. */
export const RESOLUTION_CHOICES = [
  { value: 8, word: '203 dpi' },
  { value: 12, word: '300 dpi' },
  { value: 24, word: '600 dpi' },
] as const;
