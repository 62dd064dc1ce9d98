// Remembers how the last sync of each session ended; asks for nothing itself.
import { none, some } from '@nx-air/module-sdk/assembly';
import {
  SessionStatus,
  SnapshotReady,
  SyncFailed,
  SyncFault,
  SyncRequested,
  SyncTrackerReducer,
  SyncUnchanged,
  TrackerState,
} from './generated/air';

export class SyncTracker extends SyncTrackerReducer {
  onRequested(state: TrackerState | null, event: SyncRequested): TrackerState {
    const tracked = state === null ? begin(event.workspace) : state;
    tracked.workspace = event.workspace;
    tracked.status = SessionStatus.Syncing();
    return tracked;
  }

  onUnchanged(state: TrackerState | null, event: SyncUnchanged): TrackerState {
    return succeed(state === null ? begin(event.workspace) : state, event.version);
  }

  onReady(state: TrackerState | null, event: SnapshotReady): TrackerState {
    const tracked = succeed(state === null ? begin(event.workspace) : state, event.version);
    tracked.root_hash = some(event.root_hash);
    return tracked;
  }

  /** What was synced before stays known. */
  onFailed(state: TrackerState | null, event: SyncFailed): TrackerState {
    const tracked = state === null ? begin(event.workspace) : state;
    tracked.status = SessionStatus.Failed(event.fault);
    tracked.last_fault = some(event.fault);
    return tracked;
  }
}

function begin(workspace: string): TrackerState {
  return { workspace, status: SessionStatus.Open(), root_hash: none<string>(), syncs: 0, last_fault: none<SyncFault>() };
}

function succeed(state: TrackerState, version: u64): TrackerState {
  state.status = SessionStatus.Ready({ version });
  state.syncs += 1;
  state.last_fault = none<SyncFault>();
  return state;
}
