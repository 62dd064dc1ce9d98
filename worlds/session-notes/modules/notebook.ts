// The notes of one session, in the order in which they came, and how its last sync went.
import { none, some } from '@nx-air/module-sdk/assembly';
import {
  NoteAdded,
  NotebookReducer,
  NotesState,
  SessionClosed,
  SessionOpened,
  SessionStatus,
  SnapshotReady,
  SyncFailed,
  SyncUnchanged,
  SyncWanted,
} from './generated/air';

export class Notebook extends NotebookReducer {
  onOpened(state: NotesState | null, event: SessionOpened): NotesState {
    const book = orEmpty(state);
    book.status = SessionStatus.Open();
    return book;
  }

  /** The same note twice counts once: whoever adds notes may repeat an event. */
  onNoteAdded(state: NotesState | null, event: NoteAdded): NotesState {
    const book = orEmpty(state);
    for (let index = 0; index < book.notes.length; index++) if (book.notes[index].note_id == event.note_id) return book;
    book.notes.push(event);
    return book;
  }

  onSyncWanted(state: NotesState | null, event: SyncWanted): NotesState {
    const book = orEmpty(state);
    book.notebook = event.notebook;
    book.status = SessionStatus.Syncing();
    return book;
  }

  onUnchanged(state: NotesState | null, event: SyncUnchanged): NotesState {
    const book = orEmpty(state);
    book.status = SessionStatus.Ready({ version: event.version });
    return book;
  }

  onReady(state: NotesState | null, event: SnapshotReady): NotesState {
    const book = orEmpty(state);
    book.status = SessionStatus.Ready({ version: event.version });
    if (event.prompt_pack.isSome) book.prompt_hash = some(event.prompt_pack.value.hash);
    return book;
  }

  onFailed(state: NotesState | null, event: SyncFailed): NotesState {
    const book = orEmpty(state);
    book.status = SessionStatus.Failed(event.fault);
    return book;
  }

  /** Notes stay readable after the session. */
  onClosed(state: NotesState | null, event: SessionClosed): NotesState {
    const book = orEmpty(state);
    book.status = SessionStatus.Closed();
    return book;
  }
}

function orEmpty(state: NotesState | null): NotesState {
  if (state !== null) return state;
  return { notebook: '', notes: [], status: SessionStatus.Open(), prompt_hash: none<string>() };
}
