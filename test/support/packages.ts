/** A form that pushes a file, under the name that the npm client gives its part. */
export function packageForm(fileName: string, content: string | Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.append("fileToUpload", new Blob([content]), fileName);
  return form;
}
