import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { tableStatements, tablesKeyStatement } from '../role-statements.ts'
import { scheduleFunction } from '../schedule.ts'
import { stepFunction } from '../step-function.ts'
import { disableUnusedGrants } from './grants.ts'
import type { PoolTriggersProps } from './pool-triggers.ts'

/**
 * Runs once a day and disables people after 90 days of inactivity. It does not depend on the issuer that they sign in
 * with.
 */
export class InactivePeople extends Construct {
  readonly function: LambdaFunction

  constructor(scope: Construct, id: string, props: PoolTriggersProps) {
    super(scope, id)
    const { settings, bundlesFolder, logGroup, tablesKey, tableArns, environment } = props
    this.function = stepFunction(this, 'disable-unused', {
      ...{ settings, bundlesFolder, logGroup, environment },
      description: 'Disables people after 90 days of inactivity.',
      timeoutSeconds: 900,
      statements: [...tableStatements(disableUnusedGrants, tableArns), tablesKeyStatement(tablesKey, settings)],
    })
    scheduleFunction(this, settings, this.function, {
      name: 'disable-unused',
      every: 'rate(1 day)',
      description: 'Starts disable-unused.',
    })
  }
}
