/** Asks a person for files, with the browser's own dialog; `null` if they changed their mind. */
export function chooseFiles(extensions: readonly string[]): Promise<readonly File[] | null> {
  const input = document.createElement('input');
  input.type = 'file';
  // A file and its signature are chosen together.
  input.multiple = true;
  input.accept = extensions.map((extension) => `.${extension}`).join(',');
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
