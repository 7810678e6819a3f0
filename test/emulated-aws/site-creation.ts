/** `npm run site:create` on the emulated account, run as the operator does. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AdminGetUserCommand, AdminListGroupsForUserCommand } from '@aws-sdk/client-cognito-identity-provider'
import { cognitoOf } from './clients.ts'
import type { DemoService } from './demo-service.ts'
import { testPassword } from './sign-in.ts'

const program = join(import.meta.dirname, '../../bin/site-create.ts')

export interface CommandResult {
  readonly exitCode: number
  readonly output: string
}

export function createSite(
  { emulator }: Pick<DemoService, 'emulator'>,
  args: readonly string[],
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...emulator.env }
    execFile(process.execPath, [program, ...args], { env }, (failure, stdout, stderr) =>
      resolve({ exitCode: failure === null ? 0 : Number(failure.code), output: stdout + stderr }),
    )
  })
}

/** The emulator sends no e-mail, so the password comes from a file. */
export function passwordFile({ templatesFolder }: Pick<DemoService, 'templatesFolder'>): string {
  const file = join(templatesFolder, 'temporary-password')
  writeFileSync(file, testPassword)
  return file
}

/** The pool's state of a person. */
export async function poolUserState({ emulator, stage }: Pick<DemoService, 'emulator' | 'stage'>, Username: string) {
  const client = cognitoOf(emulator)
  const user = { UserPoolId: stage.userPoolId, Username }
  const { UserStatus, UserAttributes = [] } = await client.send(new AdminGetUserCommand(user))
  const { Groups = [] } = await client.send(new AdminListGroupsForUserCommand(user))
  client.destroy()
  const site = UserAttributes.find(({ Name }) => Name === 'custom:site')?.Value
  return { status: UserStatus, site, groups: Groups.map(({ GroupName }) => GroupName) }
}
