// The calls by which a journal reaches the disk, as a port: tests put a failing disk behind it.
import { closeSync, fdatasync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';

export interface FileIo {
  /** Bytes written, perhaps fewer than given. */
  write(fd: number, bytes: Uint8Array, at: number): number;
  truncate(fd: number, length: number): void;
  sync(fd: number): void;
  syncLater(fd: number): Promise<void>;
}

export const nodeFileIo: FileIo = {
  write: (fd, bytes, at) => writeSync(fd, bytes, 0, bytes.length, at),
  truncate: ftruncateSync,
  sync: fdatasyncSync,
  syncLater: (fd) =>
    new Promise((resolve, reject) => {
      fdatasync(fd, (error) => (error ? reject(error) : resolve()));
    }),
};

/** Throws what the file system answers; bytes may have been written then. */
export function writeWhole(io: FileIo, fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) done += io.write(fd, bytes.subarray(done), at + done);
}

/** Makes names in a folder durable: new, renamed and removed files. Windows does so by itself and cannot be asked. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
