/**
 * A second BIP38, written from the specification alone and sharing no line with core: curve, hashes, scrypt and AES
 * are OpenSSL's, Base58 is long division. It knows passphrase and seed at once, so it multiplies scalars where core
 * has to multiply points.
 */
import { createCipheriv, createECDH, createHash, scryptSync } from 'node:crypto';

const N = BigInt('0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');
const DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export const REAL_COST: Cost = { N: 16384, r: 8, p: 8 };

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const sha256d = (data: Buffer): Buffer => sha256(sha256(data));
const number = (data: Buffer): bigint => BigInt(`0x${data.toString('hex')}`);
const scrypt = (password: Buffer, salt: Buffer, length: number, cost: Cost): Buffer =>
  scryptSync(password, salt, length, { ...cost, maxmem: 512 * 1024 * 1024 });
const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)));

export function base58check(payload: Buffer): string {
  const whole = Buffer.concat([payload, sha256d(payload).subarray(0, 4)]);
  let text = '';
  for (let rest = number(whole); rest > 0n; rest /= 58n) text = DIGITS.charAt(Number(rest % 58n)) + text;
  const zeros = whole.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros) + text;
}

export function publicKey(privateKey: Buffer, compressed: boolean): Buffer {
  const curve = createECDH('secp256k1');
  curve.setPrivateKey(privateKey);
  return curve.getPublicKey(null, compressed ? 'compressed' : 'uncompressed');
}

export function address(key: Buffer): string {
  return base58check(Buffer.concat([Buffer.of(0), createHash('ripemd160').update(sha256(key)).digest()]));
}

const addressHash = (key: Buffer): Buffer => sha256d(Buffer.from(address(key), 'ascii')).subarray(0, 4);

/** AES-256 of 16 bytes, XORed before: `aes(h2, block ^ mask)`. */
function seal(derived: Buffer, block: Buffer, half: 0 | 1): Buffer {
  const cipher = createCipheriv('aes-256-ecb', derived.subarray(32), null).setAutoPadding(false);
  const masked = xor(block, derived.subarray(16 * half, 16 * half + 16));
  return Buffer.concat([cipher.update(masked), cipher.final()]);
}

export interface OwnerInput {
  readonly passphrase: string;
  /** 8 bytes, or 4 with lot and sequence. */
  readonly salt: Buffer;
  readonly numbers: { readonly lot: number; readonly sequence: number } | null;
}

export interface OracleOwner {
  readonly entropy: Buffer;
  readonly passfactor: Buffer;
  readonly passpoint: Buffer;
  readonly code: string;
  readonly hasLot: boolean;
}

export function owner({ passphrase, salt, numbers }: OwnerInput, cost: Cost): OracleOwner {
  const prefactor = scrypt(Buffer.from(passphrase.normalize('NFC'), 'utf8'), salt, 32, cost);
  const tail = Buffer.alloc(numbers === null ? 0 : 4);
  if (numbers !== null) tail.writeUInt32BE(numbers.lot * 4096 + numbers.sequence);
  const entropy = Buffer.concat([salt, tail]);
  const passfactor = numbers === null ? prefactor : sha256d(Buffer.concat([prefactor, entropy]));
  const passpoint = publicKey(passfactor, true);
  const magic = Buffer.from(`2ce9b3e1ff39e2${numbers === null ? '53' : '51'}`, 'hex');
  const code = base58check(Buffer.concat([magic, entropy, passpoint]));
  return { entropy, passfactor, passpoint, code, hasLot: numbers !== null };
}

export interface Multiplied {
  readonly factorb: Buffer;
  readonly pointb: Buffer;
  readonly privateKey: Buffer;
  readonly publicKey: Buffer;
  readonly hash: Buffer;
}

/** What owner and seed make together. */
export function multiply(made: OracleOwner, seedb: Buffer, compressed: boolean): Multiplied {
  const factorb = sha256d(seedb);
  const product = ((number(made.passfactor) * number(factorb)) % N).toString(16).padStart(64, '0');
  const privateKey = Buffer.from(product, 'hex');
  const key = publicKey(privateKey, compressed);
  return { factorb, pointb: publicKey(factorb, true), privateKey, publicKey: key, hash: addressHash(key) };
}

/** The EPK and its confirmation code. */
export function encode(made: OracleOwner, seedb: Buffer, compressed: boolean) {
  const { pointb, publicKey: key, hash } = multiply(made, seedb, compressed);
  const flag = Buffer.of((compressed ? 0x20 : 0) + (made.hasLot ? 0x04 : 0));
  const derived = scrypt(made.passpoint, Buffer.concat([hash, made.entropy]), 64, { N: 1024, r: 1, p: 1 });
  const first = seal(derived, seedb.subarray(0, 16), 0);
  const second = seal(derived, Buffer.concat([first.subarray(8), seedb.subarray(16)]), 1);
  const parts = [hash, made.entropy, first.subarray(0, 8), second];
  const sign = Buffer.of((pointb[0] ?? 0) ^ ((derived[63] ?? 0) & 1));
  const point = [sign, seal(derived, pointb.subarray(1, 17), 0), seal(derived, pointb.subarray(17), 1)];
  return {
    key: base58check(Buffer.concat([Buffer.from('0143', 'hex'), flag, ...parts])),
    confirmation: base58check(Buffer.concat([Buffer.from('643bf6a89a', 'hex'), flag, hash, made.entropy, ...point])),
    address: address(key),
  };
}

/** The EPK of a known private key. */
export function encrypt(privateKey: Buffer, compressed: boolean, passphrase: string, cost: Cost): string {
  const hash = addressHash(publicKey(privateKey, compressed));
  const derived = scrypt(Buffer.from(passphrase.normalize('NFC'), 'utf8'), hash, 64, cost);
  const sealed = [seal(derived, privateKey.subarray(0, 16), 0), seal(derived, privateKey.subarray(16), 1)];
  return base58check(Buffer.concat([Buffer.from(compressed ? '0142e0' : '0142c0', 'hex'), hash, ...sealed]));
}
