/** Follows the README of the installed package: writes its files into a project, runs its commands, and opens its pages. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium } from '../kit/browser/chromium.ts'
import { answerBankAccountForm, sendBankAccountForm } from '../kit/browser/embedded-form.ts'
import { freePort, type RunningProcess, startProcess } from '../kit/process.ts'

/** The addresses in the README, in whose place a test uses free ports. */
const service = 'http://127.0.0.1:8787'
const page = 'http://127.0.0.1:3000'

const readmeOf = (project: string) => readFile(join(project, 'node_modules/sealform/README.md'), 'utf8')

/** Writes each file of the README into the project. Returns their names. */
export const writeReadmeFiles = async (
  project: string,
  replace: (text: string) => string = (text) => text,
): Promise<readonly string[]> => {
  const files = (await readmeOf(project)).matchAll(/^`([\w.-]+)`:\n\n```\w+\n(.*?)^```$/gms)
  return Promise.all(
    [...files].map(async ([, name = '', text = '']) => {
      await writeFile(join(project, name), replace(text))
      return name
    }),
  )
}

interface Followed {
  /** What backend.mts prints. */
  readonly link: string
  /** What embed-tags prints. */
  readonly tags: string
  /** What the visitor's page writes to the console. */
  readonly console: readonly string[]
}

/** Runs the commands of the README as they are printed, except for ports, and sends and answers a form in its pages. */
export const followReadme = async (project: string): Promise<Followed> => {
  const commands = [...(await readmeOf(project)).matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text = '']) => text)
  const commandWith = (part: string) => commands.find((each) => each.includes(part)) ?? `false # no ${part}`
  const running: RunningProcess[] = []
  const start = async (name: string, script: string, isReady: (output: string) => boolean, env = {}) => {
    const args = ['-euo', 'pipefail', '-c', script]
    const started = await startProcess({ name, command: 'bash', args, env, workingFolder: project, isReady })
    running.push(started)
    return started
  }
  try {
    // Without npx, which would not pass on the signal that stops the run.
    const [, startLine = 'false'] = /^npx (sealform start)$/m.exec(commandWith('sealform start')) ?? []
    const local = await start(
      'The local run',
      `exec node_modules/.bin/${startLine}`,
      (output) => /API +http/.test(output),
      { PORT: '0' },
    )
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(local.output())?.[0] ?? ''
    const pages = `http://127.0.0.1:${await freePort()}`
    const withPorts = (text: string) =>
      text
        .replaceAll(service, origin)
        .replaceAll(page, pages)
        .replaceAll('token --local', `token --local --url ${origin}`)
        .replaceAll('listen(3000,', `listen(${new URL(pages).port},`)
    await writeReadmeFiles(project, withPorts)
    const script = ['token --local', 'node backend.mts', 'embed-tags', 'node server.mts']
      .map(commandWith)
      .map(withPorts)
    const server = await start('The server', script.join('\n').replace(/(?=node server)/, 'exec '), (output) =>
      output.includes(`${pages}/visitor`),
    )
    return {
      link: /The visitor opens (\S+)/.exec(server.output())?.[1] ?? '',
      tags: server.output(),
      console: await sendAndAnswer(pages),
    }
  } finally {
    for (const each of running.reverse()) await each.stop()
  }
}

const sendAndAnswer = async (pages: string): Promise<readonly string[]> => {
  const browser = await launchChromium()
  if (browser === undefined) throw new Error('this test needs Chromium')
  try {
    const context = await browser.newContext()
    context.setDefaultTimeout(20_000)
    const visitor = await context.newPage()
    const written: string[] = []
    visitor.on('console', (message) => written.push(message.text()))
    await visitor.goto(`${pages}/visitor`)
    const agent = await context.newPage()
    await agent.goto(`${pages}/agent`)
    await sendBankAccountForm(agent.frameLocator('secure-form-agent iframe'))
    await answerBankAccountForm(visitor.frameLocator('secure-form iframe'))
    return written
  } finally {
    await browser.close()
  }
}
