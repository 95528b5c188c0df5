/** What hangs on the wall of many a factory, and is no code of ours. */
export const POSTER = 'WIFI:T:WPA;S:Factory floor;P:correct horse 7 battery;;';
