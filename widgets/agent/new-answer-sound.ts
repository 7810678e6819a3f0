/** A short sound for a new answer. It is off until the agent switches it on, and the choice is in memory only. */
import { element } from '../shared/dom.ts'

export interface NewAnswerSound {
  /** The check box with which the agent switches the sound on. */
  readonly root: HTMLElement
  play(): void
}

const seconds = 0.25
const hertz = 880
const volume = 0.08

const beep = (audio: AudioContext) => {
  const start = audio.currentTime
  const tone = audio.createOscillator()
  const gain = audio.createGain()
  tone.frequency.value = hertz
  gain.gain.setValueAtTime(volume, start)
  gain.gain.exponentialRampToValueAtTime(0.001, start + seconds)
  tone.connect(gain).connect(audio.destination)
  tone.start(start)
  tone.stop(start + seconds)
}

export const createNewAnswerSound = (label: string): NewAnswerSound => {
  let audio: AudioContext | undefined
  const box = element('input', { type: 'checkbox' })
  const play = () => {
    if (audio !== undefined) beep(audio)
  }
  box.addEventListener('change', () => {
    // A browser lets a page play sound only after a press, so create the context now. Play the sound once as an example.
    void audio?.close()
    audio = box.checked ? new AudioContext() : undefined
    play()
  })
  return { root: element('label', { class: 'option sound' }, box, element('span', {}, label)), play }
}
