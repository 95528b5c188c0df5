/** How a laser on a line is spoken to: a board that is told its texts and to start, or EzCad, which asks for them while it marks. */
export const LINK_PROTOCOLS = ['lc', 'ezcad'] as const;

export type LinkProtocol = (typeof LINK_PROTOCOLS)[number];
