// One zip file of several, stored as they are.

const TABLE = Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});
const UTF_8_NAMES = 0x0800;

function crcOf(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Return the bytes of a zip of files, each {name, bytes}, as of a moment. */
export function zipBytes(files, moment) {
  const entries = files.map((file) => ({ ...file, path: new TextEncoder().encode(file.name), crc: crcOf(file.bytes) }));
  const parts = [];
  let offset = 0;
  for (const entry of entries) {
    entry.offset = offset;
    const head = new Uint8Array([...four(0x04034b50), ...common(entry, moment), ...entry.path]);
    parts.push(head, entry.bytes);
    offset += head.length + entry.bytes.length;
  }
  const directory = entries.flatMap((entry) => record(entry, moment));
  const end = [...four(0x06054b50), ...two(0), ...two(0), ...two(entries.length), ...two(entries.length)];
  return joined([...parts, directory, [...end, ...four(directory.length), ...four(offset), ...two(0)]]);
}

function common(entry, moment) {
  const size = entry.bytes.length;
  const stamp = [...two(timeOf(moment)), ...two(dateOf(moment))];
  const sizes = [...four(entry.crc), ...four(size), ...four(size), ...two(entry.path.length), ...two(0)];
  return [...two(20), ...two(UTF_8_NAMES), ...two(0), ...stamp, ...sizes];
}

function record(entry, moment) {
  const rest = [...two(0), ...two(0), ...two(0), ...four(0), ...four(entry.offset)];
  return [...four(0x02014b50), ...two(20), ...common(entry, moment), ...rest, ...entry.path];
}

const timeOf = (moment) => (moment.getHours() << 11) | (moment.getMinutes() << 5) | (moment.getSeconds() >> 1);
const dateOf = (moment) => ((moment.getFullYear() - 1980) << 9) | ((moment.getMonth() + 1) << 5) | moment.getDate();
const two = (number) => [number & 0xff, (number >>> 8) & 0xff];
const four = (number) => [...two(number & 0xffff), ...two(number >>> 16)];

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
