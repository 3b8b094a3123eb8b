/** A form that pushes a file, with the part name that the npm client uses. */
export function packageForm(fileName: string, content: string | Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.append("fileToUpload", new Blob([content]), fileName);
  return form;
}
