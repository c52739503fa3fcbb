import { UPLOAD } from './calls.ts';
import { ApiError, errorText } from './client.ts';
import { session } from './session.ts';

export interface Upload {
  readonly done: Promise<void>;
  cancel(): void;
}

/** Sends an artifact. XMLHttpRequest, because fetch cannot tell how much has been sent. */
export function upload(file: File, progress: (sent: number, total: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<void>((resolve, reject) => {
    request.upload.onprogress = (event) => progress(event.loaded, event.lengthComputable ? event.total : file.size);
    request.onload = () => (request.status === 201 ? resolve() : reject(refusal(request)));
    request.onerror = () => reject(new ApiError(0, 'The connection broke. Nothing was stored; upload it again.'));
    request.onabort = () => reject(new ApiError(0, 'Upload cancelled. Nothing was stored.'));
    request.open('POST', UPLOAD);
    request.setRequestHeader('Authorization', `Bearer ${session.token ?? ''}`);
    request.send(form(file));
  });
  return { done, cancel: () => request.abort() };
}

/** The order matters: the server streams, and wants to know the size before the bytes come. */
function form(file: File): FormData {
  const form = new FormData();
  form.append('size', String(file.size));
  form.append('description', '');
  form.append('artifact', file, file.name);
  return form;
}

function refusal(request: XMLHttpRequest): ApiError {
  if (request.status === 401) session.end(true);
  return new ApiError(request.status, errorText(request.status, request.responseText));
}
