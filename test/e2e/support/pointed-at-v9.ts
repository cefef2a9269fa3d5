/** What points an instance of the legacy SDK at an emulator, and nowhere else. */
export const pointedAtV9 = (url: string) => ({
  debug: false,
  db: false,
  privateConf: {
    lbs_web: `${url}/lbs/webconf.jsp`,
    link_web: new URL(url).host,
    link_ssl_web: false,
    https_enabled: false,
    isABTestEnable: false,
    isDataReportEnable: false,
  },
});
