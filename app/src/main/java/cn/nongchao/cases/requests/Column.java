package cn.nongchao.cases.requests;

import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Locale;

/**
 * What a file may tell of a request. The names are those under which such columns are published:
 * 311 open data of Baltimore, New York, Chicago, San Francisco and Boston, GeoReport v2 (Open311),
 * and exports of 12345 hotlines.
 */
enum Column {
  REF(
      "编号",
      "reference",
      "srrecordid",
      "uniquekey",
      "servicerequestid",
      "srnumber",
      "caseid",
      "caseenquiryid",
      "servicerequestnum",
      "requestid",
      "casenumber",
      "ticketid",
      "id",
      "工单编号",
      "工单号",
      "案件编号",
      "任务号",
      "受理编号",
      "诉求编号",
      "事件编号",
      "编号"),
  CREATED(
      "受理时间",
      "created",
      "createddate",
      "requesteddatetime",
      "opened",
      "opendt",
      "opendate",
      "datecreated",
      "createdat",
      "requestdate",
      "creationdate",
      "受理时间",
      "受理日期",
      "上报时间",
      "登记时间",
      "创建时间",
      "诉求时间",
      "来电时间",
      "立案时间"),
  DUE(
      "办结时限",
      "due",
      "duedate",
      "expecteddatetime",
      "targetdt",
      "slatargetdt",
      "duedatetime",
      "duetime",
      "办结时限",
      "办理时限",
      "截止时间",
      "办理期限",
      "应结案时间",
      "到期时间",
      "处置时限"),
  CLOSED(
      "办结时间",
      "closed",
      "closedate",
      "closeddate",
      "closeddt",
      "closed",
      "dateclosed",
      "closedat",
      "completiondate",
      "resolveddate",
      "办结时间",
      "结案时间",
      "完成时间",
      "办结日期",
      "关闭时间",
      "处置时间"),
  STATUS(
      "状态",
      "status",
      "srstatus",
      "status",
      "casestatus",
      "statusdescription",
      "requeststatus",
      "状态",
      "工单状态",
      "办理状态",
      "案件状态",
      "当前状态"),
  STATUS_AT(
      "状态时间",
      "status date",
      "statusdate",
      "updateddatetime",
      "resolutionactionupdateddate",
      "lastmodifieddate",
      "updatedat",
      "updated",
      "lastactivitydate",
      "状态时间",
      "更新时间",
      "最后更新时间"),
  CATEGORY(
      "类型",
      "category",
      "srtype",
      "complainttype",
      "servicename",
      "requesttype",
      "casetitle",
      "category",
      "type",
      "issuetype",
      "小类",
      "类型",
      "类别",
      "问题类型",
      "诉求类型",
      "事项类型",
      "事件类型",
      "事项名称",
      "问题小类"),
  CHANNEL(
      "来源",
      "source",
      "methodreceived",
      "opendatachanneltype",
      "origin",
      "source",
      "channel",
      "来源",
      "渠道",
      "受理渠道",
      "诉求来源",
      "信息来源",
      "上报来源"),
  AGENCY(
      "承办单位",
      "agency",
      "agencyname",
      "agency",
      "agencyresponsible",
      "ownerdepartment",
      "responsibleagency",
      "department",
      "承办单位",
      "责任单位",
      "主办单位",
      "处置部门",
      "承办部门"),
  WORDS(
      "内容",
      "description",
      "description",
      "descriptor",
      "requestdetails",
      "details",
      "problemdescription",
      "内容",
      "描述",
      "诉求内容",
      "问题描述",
      "工单内容",
      "事件描述",
      "主要内容"),
  ADDRESS(
      "地址",
      "address",
      "address",
      "incidentaddress",
      "streetaddress",
      "location",
      "地址",
      "地点",
      "位置",
      "事发地址",
      "事发地点",
      "详细地址",
      "问题地址"),
  LAT("纬度", "latitude", "latitude", "lat", "纬度", "y坐标"),
  LON("经度", "longitude", "longitude", "long", "lng", "lon", "经度", "x坐标");

  private final Text title;
  private final List<String> names;

  Column(String zh, String en, String... names) {
    this.title = Text.of(zh, en);
    this.names = List.of(names);
  }

  Text title() {
    return title;
  }

  /** As a mapping file calls it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Known names, plain (see {@link #plain}), the surest first. */
  List<String> names() {
    return names;
  }

  /** A header without what spelling varies in: case, spaces, signs. */
  static String plain(String header) {
    return header
        .toLowerCase(Locale.ROOT)
        .replaceAll("[（(].*?[）)]", "")
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
