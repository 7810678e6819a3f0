#!/usr/bin/env node
/**
 * Starts Firefox, and forwards the messages of WebDriver BiDi between it and Playwright. Playwright always sets the media features
 * of a context, but Firefox ESR 153 does not have that command. This program replies to it and leaves the features as they are.
 * Remove it when the ESR has the command: https://w3c.github.io/webdriver-bidi/#command-emulation-setMediaFeaturesOverride
 */
import { spawn } from 'node:child_process'
import { WebSocket, WebSocketServer } from 'ws'
import * as z from 'zod/mini'

const Command = z.object({ id: z.number(), method: z.string() })

const firefox = spawn(process.env.FIREFOX_PROGRAM ?? '', process.argv.slice(2), {
  stdio: ['ignore', 'inherit', 'pipe'],
})
firefox.on('exit', (code) => process.exit(code ?? 1))
firefox.on('error', ({ message }) => {
  console.error(message)
  process.exit(1)
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => firefox.kill(signal))

let output = ''
firefox.stderr.setEncoding('utf8').on('data', function listen(text: string) {
  output += text
  const [, url] = /WebDriver BiDi listening on (ws:\S+)\n/.exec(output) ?? []
  if (url === undefined) return
  firefox.stderr.off('data', listen).resume()
  forward(url)
})

function forward(url: string) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (playwright) => {
    const browser = new WebSocket(`${url}/session`)
    const opened = new Promise<void>((resolve) => browser.once('open', () => resolve()))
    playwright.on('message', async (data) => {
      const message = data.toString()
      const { id, method } = Command.parse(JSON.parse(message))
      await opened
      if (method === 'emulation.setMediaFeaturesOverride') {
        playwright.send(JSON.stringify({ type: 'success', id, result: {} }))
      } else browser.send(message)
    })
    browser.on('message', (data) => playwright.send(data.toString()))
    browser.on('close', () => playwright.close())
    playwright.on('close', () => browser.close())
  })
  server.on('listening', () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no loopback port is free')
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${address.port}`)
  })
}
