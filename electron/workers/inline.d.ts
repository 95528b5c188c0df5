/** A file as a `data:` link, which Vite writes into the bundle. */
declare module '*.wasm?url&inline' {
  const link: string;
  export default link;
}
