import type { Header } from './packet.ts';
import { PacketError } from './packet-error.ts';
import type { Property, WireType, WireValue } from './values.ts';
import { textFrame } from './web-socket-frame.ts';
import type { Frame, Incoming, Wire } from './wire.ts';

/** The socket.io 0.9 style link: text frames `type:id:endpoint:data`, packets as JSON in type 3. */
export const jsonWire: Wire = {
  mode: 'json',
  hello: '1::',
  read(data, isBinary): Frame {
    if (isBinary) throw new PacketError('a binary frame on the JSON link');
    const parts = /^(\d):([^:]*):([^:]*)(?::([\s\S]*))?$/.exec(data.toString('utf8'));
    if (parts === null) throw new PacketError('not a socket.io frame');
    const [, type, , , text = ''] = parts;
    if (type === '0') return { kind: 'bye' };
    if (type === '2') return { kind: 'ping', answer: '2::' };
    if (type === '3') return packet(text);
    throw new PacketError(`a socket.io frame of type ${type}`);
  },
  frame(header, shape, body) {
    const r = shape.map((type, at) => toJson(type, body[at]));
    const message = { sid: header.sid, cid: header.cid, ser: header.ser, code: header.code ?? 200, r };
    return textFrame(`3:::${JSON.stringify(message)}`);
  },
};

function packet(text: string): Incoming {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PacketError('the message is not JSON');
  }
  if (!isRecord(json)) throw new PacketError('the message is not an object');
  const header: Header = { sid: number(json.SID, 255), cid: number(json.CID, 255), ser: number(json.SER ?? 0, 0xffff) };
  const parameters = json.Q ?? [];
  if (!Array.isArray(parameters)) throw new PacketError('Q is not an array');
  return {
    kind: 'packet',
    ...header,
    body: (shape) =>
      shape.map((type, at) => {
        const parameter: unknown = parameters[at];
        if (!isRecord(parameter)) throw new PacketError(`parameter ${at} is missing`);
        return fromJson[type](parameter.v);
      }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function number(value: unknown, most = Number.MAX_SAFE_INTEGER): number {
  const read = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isInteger(read) || read < 0 || read > most) {
    throw new PacketError('a number is missing or out of range');
  }
  return read;
}

/** Clients write numbers and booleans where a string is meant. */
function string(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isRecord(value) || Array.isArray(value)) return JSON.stringify(value);
  throw new PacketError('a string is missing');
}

const list = <T>(value: unknown, item: (value: unknown) => T): T[] => {
  if (!Array.isArray(value)) throw new PacketError('a list is missing');
  return value.map(item);
};

function property(value: unknown): Property {
  if (!isRecord(value)) throw new PacketError('a property is missing');
  const read = new Map<number, string>();
  for (const [tag, field] of Object.entries(value)) {
    if (field !== null) read.set(number(tag, 0xffffffff), string(field));
  }
  return read;
}

const fromJson: Readonly<Record<WireType, (value: unknown) => WireValue>> = {
  byte: (value) => number(value, 255),
  int: (value) => number(value, 0xffffffff),
  long: (value) => number(value),
  bool: (value) => value === true || value === 1 || value === '1' || value === 'true',
  string,
  property,
  propertyArray: (value) => list(value, property),
  strArray: (value) => list(value, string),
  longArray: (value) => list(value, (item) => number(item)),
};

function toJson(type: WireType, value: WireValue | undefined): unknown {
  if (type === 'propertyArray') return (value as readonly Property[]).map((item) => Object.fromEntries(item));
  return type === 'property' ? Object.fromEntries(value as Property) : value;
}
