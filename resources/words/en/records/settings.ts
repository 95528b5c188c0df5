/** Settings as records of their change name them. */
export const enSettings = {
  fixture: 'fixture of the laser',
  idle: 'minutes until the station locks itself',
  'job-folder': 'folder of jobs',
  'job-format': 'format of jobs',
  'job-name': 'one name of all jobs',
  labels: 'verdict labels',
  laser: 'way to the laser',
  packing: 'statements on packings',
  pen: 'pen',
  printer: 'printer',
  product: 'product',
  'read-back': 'reading back',
  reasons: 'reasons',
  ribbon: 'ribbon',
  roll: 'roll',
  'scan-source': 'where scans come from',
  scanner: 'scanner',
  'scanner-habits': 'habits of the scanner',
  'shift-check': 'check of a shift',
  'shift-target': 'cards an hour',
  stickers: 'stickers',
  tray: 'tray',
};

/** A record of another version may name one that is not here. */
export const enSetting = (what: string): string =>
  Object.hasOwn(enSettings, what) ? enSettings[what as keyof typeof enSettings] : what;
