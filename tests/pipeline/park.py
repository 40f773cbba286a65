"""A plant that reports by a park's code of its own: its project file, and the code."""

PROJECT = """\
organisation: {zh: 某厂（虚构）, en: A plant (fictional)}
short_name: {zh: 某厂, en: A plant}
year: 2025
places: [{id: plant, kind: company, name: {zh: 某厂, en: A plant}, region: CN-BJ}]
published: 2026-03-31
frameworks: [beautiful-factory-bj, park]
applies: {own_has_pond: no}
"""
STANDARD = """\
framework:
  id: park
  title: {zh: 园区绿色准则, en: Park green code}
  issuer: {zh: 某园区, en: A park}
  edition: "2025"
  requirements:
    - code: PK-1
      section: 一
      title: {zh: 屋顶绿化, en: Green roofs}
      obligation: must
      answers: [{metric: own_roof.green}]
    - code: PK-2
      section: 一
      title: {zh: 养蜂, en: Beehives}
      obligation: should
      answers: [{register: own_hives}]
    - code: PK-3
      section: 二
      title: {zh: 池塘, en: Pond}
      obligation: should
      applies_if: own_has_pond
      answers: [{topic: true}]
metrics:
  - id: own_roof.green
    label: {zh: 屋顶绿化面积, en: Green roof area}
    unit: m2
    kind: stock
    decimals: 0
    topic: own
registers:
  - id: own_hives
    label: {zh: 蜂箱, en: Beehives}
    topic: own
    columns:
      - {id: hive, label: {zh: 编号, en: No.}, role: key}
      - {id: kind, label: {zh: 蜂种, en: Kind}, role: told}
columns:
  - register: certificates
    column: {id: own_colour, label: {zh: 封面颜色, en: Cover colour}, role: told}
questions:
  - id: own_has_pond
    text: {zh: 厂区有池塘吗？, en: Is there a pond on site?}
"""
