declare module 'virtual:partyline-chart' {
  const picture: import('../chart/picture.ts').Picture;
  export default picture;
}
