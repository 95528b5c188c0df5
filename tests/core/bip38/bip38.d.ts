/** The parts of the npm package `bip38` (3.1.1) that the cross-checks use; it ships no types. */
declare module 'bip38' {
  interface ScryptParams {
    readonly N: number;
    readonly r: number;
    readonly p: number;
  }
  interface Opened {
    readonly privateKey: Buffer;
    readonly compressed: boolean;
  }
  const bip38: {
    encrypt(key: Buffer, compressed: boolean, passphrase: string, progress?: undefined, cost?: ScryptParams): string;
    decrypt(key: string, passphrase: string, progress?: undefined, cost?: ScryptParams): Opened;
  };
  export default bip38;
}
