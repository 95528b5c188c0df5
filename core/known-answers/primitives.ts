/** Known answers that every station is asked for, whatever its role. */
import { ecb } from '@noble/ciphers/aes.js';
import { chacha20poly1305, xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { FF1 } from '@noble/ciphers/ff1.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { asciiBytes } from '../base/digest.ts';
import { multiply, multiplyBase, parsePoint, pointBytes, tweakedX } from '../base/secp256k1.ts';
import { addressFor, type Coin } from '../coins/coins.ts';
import { makeQr, readGrid } from '../sticker/qr.ts';
import type { KnownAnswer, PlatformSigning } from './known-answers.ts';

const is = (bytes: Uint8Array | null, hex: string): boolean => bytes !== null && bytesToHex(bytes) === hex;
const endsIn = (bytes: Uint8Array, hex: string): boolean => bytesToHex(bytes).endsWith(hex);

const SUNSCREEN = asciiBytes(
  "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
);
const AEAD_KEY = hexToBytes('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f');
const AEAD_DATA = hexToBytes('50515253c0c1c2c3c4c5c6c7');

const HASHES: readonly KnownAnswer[] = [
  {
    of: 'SHA-256',
    source: 'FIPS 180-4, "abc"',
    holds: () => is(sha256(asciiBytes('abc')), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
  },
  {
    of: 'RIPEMD-160',
    source: 'Dobbertin, Bosselaers, Preneel 1996, "abc"',
    holds: () => is(ripemd160(asciiBytes('abc')), '8eb208f7e05d987a9b044a8e98c6b087f15a0bfc'),
  },
  {
    of: 'BLAKE2b',
    source: 'RFC 7693, appendix A',
    holds: () =>
      is(
        blake2b(asciiBytes('abc'), { dkLen: 64 }),
        'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1' +
          '7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
      ),
  },
  {
    of: 'Keccak-256',
    source: 'Ethereum Yellow Paper, the empty text',
    holds: () => is(keccak_256(new Uint8Array()), 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'),
  },
  {
    of: 'HMAC-SHA-256',
    source: 'RFC 4231, case 2',
    holds: () =>
      is(
        hmac(sha256, asciiBytes('Jefe'), asciiBytes('what do ya want for nothing?')),
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      ),
  },
  {
    of: 'HKDF-SHA-256',
    source: 'RFC 5869, case 1',
    holds: () =>
      is(
        hkdf(
          sha256,
          hexToBytes('0b'.repeat(22)),
          hexToBytes('000102030405060708090a0b0c'),
          hexToBytes('f0f1f2f3f4f5f6f7f8f9'),
          42,
        ),
        '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
      ),
  },
];

const CIPHERS: readonly KnownAnswer[] = [
  {
    of: 'AES-256',
    source: 'FIPS 197, C.3',
    holds: () =>
      is(
        ecb(
          Uint8Array.from({ length: 32 }, (_, i) => i),
          { disablePadding: true },
        ).encrypt(hexToBytes('00112233445566778899aabbccddeeff')),
        '8ea2b7ca516745bfeafc49904b496089',
      ),
  },
  {
    of: 'ChaCha20-Poly1305',
    source: 'RFC 8439, 2.8.2',
    holds: () =>
      endsIn(
        chacha20poly1305(AEAD_KEY, hexToBytes('070000004041424344454647'), AEAD_DATA).encrypt(SUNSCREEN),
        '1ae10b594f09e26a7e902ecbd0600691',
      ),
  },
  {
    of: 'XChaCha20-Poly1305',
    source: 'draft-irtf-cfrg-xchacha-03, A.3.1',
    holds: () =>
      endsIn(
        xchacha20poly1305(AEAD_KEY, hexToBytes('404142434445464748494a4b4c4d4e4f5051525354555657'), AEAD_DATA).encrypt(
          SUNSCREEN,
        ),
        'c0875924c1c7987947deafd8780acf49',
      ),
  },
  {
    of: 'FF1',
    source: 'NIST SP 800-38G, sample 1',
    holds: () =>
      FF1(10, hexToBytes('2b7e151628aed2a6abf7158809cf4f3c'), new Uint8Array())
        .encrypt([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        .join('') === '2433477484',
  },
];

const scalarOf = (last: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, i) => (i === 31 ? last : 0));
const G = '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798';
/** Larger than the half of the order: both halves of a multiplication by the endomorphism are at work. */
const LARGE = hexToBytes('f21e8cd9b3a4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e');

const CURVE: readonly KnownAnswer[] = [
  {
    of: 'secp256k1',
    source: 'SEC 2, 2.4.1: G; and G + G',
    holds: () =>
      is(pointBytes(multiplyBase(scalarOf(1)), true), G) &&
      is(
        pointBytes(multiplyBase(scalarOf(2)), true),
        '02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5',
      ),
  },
  {
    of: 'secp256k1, G * k by two ways',
    source: "the library's multiplication, and ours by the endomorphism",
    holds() {
      const g = parsePoint(hexToBytes(G));
      return (
        g !== null && is(pointBytes(multiply(g, LARGE), false), bytesToHex(pointBytes(multiplyBase(LARGE), false)))
      );
    },
  },
  {
    of: 'Taproot',
    source: 'BIP86, first receiving address',
    holds: () =>
      is(
        tweakedX(
          hexToBytes('cc8a4bc64d897bddc5fbc2f670f7a8ba0b386779106cf1223c6fc5d7cd6fc115'),
          tapTweak(hexToBytes('cc8a4bc64d897bddc5fbc2f670f7a8ba0b386779106cf1223c6fc5d7cd6fc115')),
        ),
        'a60869f0dbcf1dc659c9cecbaf8050135ea9e8cdc487053f1dc6880949dc684c',
      ),
  },
];

/** BIP340's tagged hash, under BIP341's tag. */
function tapTweak(x: Uint8Array): Uint8Array {
  const tag = sha256(asciiBytes('TapTweak'));
  return sha256(Uint8Array.of(...tag, ...tag, ...x));
}

/** Addresses of the private key 1, as every block explorer has them. */
const ADDRESSES = {
  BTC: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
  'BTC-segwit': 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  ETH: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf',
} as const satisfies Partial<Record<Coin, string>>;

const PAPER: readonly KnownAnswer[] = [
  ...(Object.entries(ADDRESSES) as [keyof typeof ADDRESSES, string][]).map(([coin, address]) => ({
    of: `address ${coin}`,
    source: 'of the private key 1',
    holds: () => addressFor(coin, hexToBytes(G)) === address,
  })),
  {
    of: 'QR',
    source: 'ISO/IEC 18004: drawn, and read by another library',
    holds: () => readGrid(makeQr(ADDRESSES.BTC, 'M')) === ADDRESSES.BTC,
  },
];

/** RFC 8032, 7.1, test 1. */
const ED25519 = {
  seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  signature:
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
    '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
} as const;

const signatures = ({ signer, verify }: PlatformSigning): KnownAnswer => ({
  of: 'Ed25519',
  source: 'RFC 8032, 7.1, test 1; and a signature that is not',
  holds() {
    const { publicKey, sign } = signer(hexToBytes(ED25519.seed));
    const signature = hexToBytes(ED25519.signature);
    const [message, other] = [new Uint8Array(), Uint8Array.of(0)];
    return (
      is(publicKey, ED25519.key) &&
      is(sign(message), ED25519.signature) &&
      verify(publicKey, message, signature) &&
      !verify(publicKey, other, signature)
    );
  },
});

/** In the order in which they stand on each other. */
export const primitives = (platform: PlatformSigning): readonly KnownAnswer[] => [
  ...HASHES,
  ...CIPHERS,
  ...CURVE,
  signatures(platform),
  ...PAPER,
];
