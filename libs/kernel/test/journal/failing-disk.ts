// A disk behind the journal's port that fills up, writes in pieces, or fails to flush; what it took is really in the file.
import { nodeFileIo, type FileIo } from '../../src/fs.ts';

export interface Disk extends FileIo {
  /** Bytes that it still takes. */
  space: number;
  /** Whether the next flushes fail. */
  broken: boolean;
  /** Flushes begun. */
  flushes: number;
  /** Calls of `write`. */
  writes: number;
}

export function disk({ space = Number.MAX_SAFE_INTEGER, piece = Number.MAX_SAFE_INTEGER } = {}): Disk {
  const check = (self: Disk): void => {
    self.flushes += 1;
    if (self.broken) throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
  };
  return {
    ...nodeFileIo,
    space,
    broken: false,
    flushes: 0,
    writes: 0,
    write(fd, bytes, at) {
      this.writes += 1;
      const most = Math.min(bytes.length, piece, this.space);
      if (most === 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      this.space -= most;
      return nodeFileIo.write(fd, bytes.subarray(0, most), at);
    },
    sync(fd) {
      check(this);
      nodeFileIo.sync(fd);
    },
    async syncLater(fd) {
      check(this);
      await nodeFileIo.syncLater(fd);
    },
  };
}
