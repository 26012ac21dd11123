package cn.nongchao.people.demo;

import java.util.List;

/** Invented firms and shops of the street. */
final class DemoFirms {

  static final List<String> NAMES =
      List.of(
          "杭州潮涌精密机械有限公司",
          "钱塘围垦水产养殖场",
          "河庄老街老鸭面馆",
          "杭州东沙湖物业服务有限公司",
          "江东新材料科技有限公司",
          "同一村便民超市",
          "建一汽车修理厂",
          "河庄蔬菜专业合作社",
          "杭州潮声建材有限公司",
          "知行社区口腔门诊部",
          "新围危化品仓储有限公司",
          "河庄影剧院");

  private DemoFirms() {}
}
