import type { Alert, AlertMessage } from '../model/alert.ts';
import { changeMessage } from './change-message.ts';
import { digestMessage } from './digest-message.ts';
import { observationMessage } from './observation-message.ts';

/** An alert as an e-mail has it, with what subscribers of the topic filter by. */
export function emailMessage(alert: Alert): AlertMessage {
  switch (alert.kind) {
    case 'change':
      return changeMessage(alert);
    case 'observation':
      return observationMessage(alert);
    case 'digest':
      return digestMessage(alert);
  }
}
