// The reference, npm's opening_hours, asked from outside: a question a line on
// standard input, its answer a line on standard output, both JSON. Instants are
// seconds since 1970; TZ, from the environment, names the clock.
//
//   {value, at: [instant], changes, days}     {told: [[state]]}: for each instant what holds then, and at up to
//                                             `changes` changes after it, within `days` days. A state is
//                                             [instant, "open" | "closed" | "unknown", comment]
//   {holidays: "PH" | "SH", region, from, to} {off: [day]}: those of the years from to to, as 2025-12-25
//   {bench: value, year, rounds}              {nanoseconds}: of reading the value and telling its year, the mean of
//                                             rounds, after as many to warm up
//
// What it refuses is {error}; where it gives up while telling, null stands for the states.
import opening_hours from 'opening_hours'
import { createInterface } from 'node:readline'
import { hrtime, stdin, stdout } from 'node:process'

const daySeconds = 24 * 60 * 60

console.error = console.warn = console.log = () => {} // it also prints what it throws

// place is a town in the middle of Corsica, with another region's holidays where one is asked for.
// Its coordinates are strings, as Nominatim gives them: numbers are passed over, and the sun then rises at six.
function place(region = 'Corse') {
  return { lat: '42.306', lon: '9.15', address: { country_code: 'fr', state: region } }
}

function read(value, region) {
  return new opening_hours(value, place(region), { locale: 'en' })
}

// state is where an iterator stands. The reference fills comments in by itself; of these only that a closing
// time is guessed is told, as "open end", not a holiday's name.
function state(iterator, value) {
  const name = iterator.getUnknown() ? 'unknown' : iterator.getState() ? 'open' : 'closed'
  const comment = iterator.getComment() ?? ''
  const own = value.includes(`"${comment}"`) ? comment : comment.startsWith('Specified as open end') ? 'open end' : ''
  return [iterator.getDate().getTime() / 1000, name, own]
}

// tell follows a value from an instant; null where the reference throws: it knows no school holidays there.
function tell(hours, { value, changes, days }, at) {
  const end = new Date((at + days * daySeconds) * 1000)
  try {
    const iterator = hours.getIterator(new Date(at * 1000))
    const told = [state(iterator, value)]
    while (told.length <= changes && iterator.advance(end)) {
      const now = state(iterator, value)
      const last = told.at(-1)
      if (now[0] * 1000 >= end.getTime()) break
      if (now[1] !== last[1] || now[2] !== last[2]) told.push(now)
    }
    return told
  } catch {
    return null
  }
}

function date(day) {
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
}

// off lists the days of holidays, asked year by year; a year it knows nothing of is left out.
function off({ holidays, region, from, to }) {
  const hours = read(holidays, region)
  const list = []
  for (let year = from; year <= to; year++) {
    try {
      for (const [start, end] of hours.getOpenIntervals(new Date(year, 0, 1), new Date(year + 1, 0, 1))) {
        for (let day = new Date(start); day < end; day.setDate(day.getDate() + 1)) list.push(date(day))
      }
    } catch {
      continue
    }
  }
  return list
}

function bench({ bench: value, year, rounds }) {
  const round = () => read(value).getOpenIntervals(new Date(year, 0, 1), new Date(year + 1, 0, 1))
  for (let i = 0; i < rounds; i++) round()
  const start = hrtime.bigint()
  for (let i = 0; i < rounds; i++) round()
  return Number(hrtime.bigint() - start) / rounds
}

function answer(question) {
  if (question.bench) return { nanoseconds: bench(question) }
  if (question.holidays) return { off: off(question) }
  const hours = read(question.value)
  return { told: (question.at ?? []).map((at) => tell(hours, question, at)) }
}

for await (const line of createInterface({ input: stdin })) {
  let told
  try {
    told = answer(JSON.parse(line))
  } catch (error) {
    told = { error: String(error) }
  }
  stdout.write(JSON.stringify(told) + '\n')
}
