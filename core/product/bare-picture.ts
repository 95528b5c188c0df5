/** A picture with nothing in it but what it shows. */
export interface BarePicture {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
  /** It is stored on its side, or upside down, and said so in what was taken out. */
  readonly turned: boolean;
}
