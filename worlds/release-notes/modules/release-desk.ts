// What the desk knows of each release: whether it is open, which notes are under review, how it ended.
import { none, some } from '@nx-air/module-sdk/assembly';
import {
  DeskState,
  ReleaseDeclined,
  ReleaseDeskReducer,
  ReleaseDrafted,
  ReleaseExpired,
  ReleaseFailed,
  ReleaseOutcome,
  ReleasePublished,
  ReviewRequested,
} from './generated/air';

export class ReleaseDesk extends ReleaseDeskReducer {
  /** A release that ended may be drafted again; each draft is one attempt. */
  onDrafted(state: DeskState | null, event: ReleaseDrafted): DeskState {
    return { open: true, notes_ref: none<string>(), outcome: none<ReleaseOutcome>(), attempts: attemptsOf(state) + 1 };
  }

  onReviewRequested(state: DeskState | null, event: ReviewRequested): DeskState {
    return { open: true, notes_ref: some(event.notes_ref), outcome: none<ReleaseOutcome>(), attempts: attemptsOf(state) };
  }

  onPublished(state: DeskState | null, event: ReleasePublished): DeskState {
    return close(state, ReleaseOutcome.Published(event));
  }

  onDeclined(state: DeskState | null, event: ReleaseDeclined): DeskState {
    return close(state, ReleaseOutcome.Declined(event));
  }

  onExpired(state: DeskState | null, event: ReleaseExpired): DeskState {
    return close(state, ReleaseOutcome.Expired(event));
  }

  onFailed(state: DeskState | null, event: ReleaseFailed): DeskState {
    return close(state, ReleaseOutcome.Failed(event));
  }
}

function attemptsOf(state: DeskState | null): u64 {
  return state === null ? 0 : state.attempts;
}

function close(state: DeskState | null, outcome: ReleaseOutcome): DeskState {
  const notes = state === null ? none<string>() : state.notes_ref;
  return { open: false, notes_ref: notes, outcome: some(outcome), attempts: attemptsOf(state) };
}
