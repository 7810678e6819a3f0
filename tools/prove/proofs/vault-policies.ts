import { tableLogicalId } from '../../../lib/table.ts'
import { no, type Proof, yes } from '../proof.ts'

const tables = ['submissions', 'data-keys'] as const

export const vaultPolicies: Proof = {
  id: 'vault-policies',
  async run({ stage, account }) {
    let policies = 0
    for (const table of tables) {
      const name = await account.physicalId('vault', tableLogicalId(table))
      const arn = `arn:aws:dynamodb:${stage.region}:${stage.account}:table/${name}`
      if (await account.hasResourcePolicy(arn)) policies += 1
    }
    return policies === tables.length ? yes({ policies }) : no('A table of the vault has no policy.', { policies })
  },
}
