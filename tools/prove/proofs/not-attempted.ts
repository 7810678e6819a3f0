/** The statements that no run tries to prove, because a proof would have to overload a stage or copy its data keys. */
import { notShown, type Proof } from '../proof.ts'

export const holdingLimit: Proof = {
  id: 'holding-limit',
  run: async () => notShown('A run does not overload the holding.'),
}

export const backupAlarm: Proof = {
  id: 'backup-alarm',
  run: async () => notShown('A run does not copy the data keys with AWS Backup.'),
}
