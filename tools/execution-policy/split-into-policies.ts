/** Distributes the statements over several managed policies, because a managed policy has a size limit. */
import type { PolicyDocument, Statement } from './statement.ts'

/**
 * The maximum number of characters in a managed policy, not counting white space:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const maxPolicySize = 6_144

const documentOf = (statements: readonly Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
})

const sizeOf = (statements: readonly Statement[]): number => JSON.stringify(documentOf(statements)).length

/**
 * Distributes the statements, and fills one policy after the other. @throws {Error} if a single statement is too large
 * for a policy
 */
export const splitIntoPolicies = (statements: readonly Statement[]): readonly PolicyDocument[] => {
  const policies: Statement[][] = [[]]
  for (const statement of statements) {
    if (sizeOf([statement]) > maxPolicySize) throw new Error(`A statement for ${statement.Action[0]} is too large.`)
    const last = policies.at(-1) ?? []
    if (sizeOf([...last, statement]) > maxPolicySize) policies.push([statement])
    else last.push(statement)
  }
  return policies.map(documentOf)
}
