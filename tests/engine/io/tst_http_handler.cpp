#include "engine/io/file_handler.h"
#include "engine/io/http_handler.h"
#include "engine/io/http_request.h"
#include "engine/io/model_json.h"
#include "tests/engine/io/gotten.h"
#include "tests/engine/io/sample_model.h"
#include "tests/engine/io/tiny_server.h"
#include "tests/support/refusal.h"

#include <QTest>

using namespace tp;
using namespace tp::io;
using namespace tp::test;

class TestHttpHandler : public QObject {
    Q_OBJECT

private slots:
    void loadsAModelWithShards();
    void loadsFromElsewhere();
    void savesAsAForm();
    void aBrokenDownloadIsTakenUpAgain();
    void whatChangedMeanwhileIsFetchedAgain();
    void withoutAVersionAllIsFetchedAgain();
    void givesUpInTheEnd();
    void redirects();
    void refusals();
    void noMoreThanIsExpected();
    void aServerThatSleeps();
    void canBeStopped();
    void onlyHttp();
    void urls();
};

namespace {

/// The files of a model as a server has them.
using Site = std::map<std::string, std::string>;

Site siteOf(const ModelArtifacts& model, const std::string& folder) {
    const QTemporaryDir temporary;
    fileHandler(pathOf(temporary)).save(model);
    Site site;
    for (const auto& entry : std::filesystem::directory_iterator(pathOf(temporary)))
        site[folder + entry.path().filename().string()] = test::readFile(entry.path());
    return site;
}

ServerAnswer answerFrom(const Site& site, const ServerRequest& request) {
    const auto found = site.find(request.target);
    if (found == site.end())
        return {404, "not here"};
    return {200, found->second};
}

/// As answerFrom(), for who asks for a part.
ServerAnswer partFrom(const std::string& file, const ServerRequest& request) {
    const auto range = request.headers.find("range");
    if (range == request.headers.end())
        return {200, file};
    const std::size_t from = std::stoul(range->second.substr(6));
    ServerAnswer answer{206, file.substr(from)};
    answer.headers["Content-Range"] = "bytes " + std::to_string(from) + "-" +
                                      std::to_string(file.size() - 1) + "/" +
                                      std::to_string(file.size());
    return answer;
}

} // namespace

void TestHttpHandler::loadsAModelWithShards() {
    const ModelArtifacts model = sampleModel(3, 2 << 20);
    const Site site = siteOf(model, "/models/my%20m%C3%BC/");
    TinyServer server([&](const ServerRequest& request) { return answerFrom(site, request); });
    QVERIFY(server.isListening());
    std::vector<double> fractions;
    IOOptions options;
    options.headers["X-Token"] = "secret";
    options.onProgress = [&](double fraction) { fractions.push_back(fraction); };
    const auto handler = ioHandlerFor(server.url("/models/my mü/model.json"), options);
    QVERIFY(isSame(handler.load(), model));
    QCOMPARE(server.requests().size(), 4U);
    for (const ServerRequest& request : server.requests())
        QCOMPARE(request.headers.at("x-token"), std::string("secret"));
    QVERIFY(fractions.size() > 1 && std::is_sorted(fractions.begin(), fractions.end()));
    QCOMPARE(fractions.back(), 1.0);
}

void TestHttpHandler::loadsFromElsewhere() {
    const ModelArtifacts model = sampleModel(3);
    Site site = siteOf(model, "/w/");
    site["/a/model.json?token=1"] = site["/w/model.json"];
    site["/w/group1-shard1of1.bin?token=1"] = site["/w/group1-shard1of1.bin"];
    TinyServer server([&](const ServerRequest& request) { return answerFrom(site, request); });
    IOOptions options;
    options.weightPathPrefix = server.url("/w/");
    QVERIFY(isSame(ioHandlerFor(server.url("/a/model.json?token=1"), options).load(), model));
    QCOMPARE(
        refusalOf([&] { ioHandlerFor(server.url("/a/model.json?token=1")).load(); }),
        QString::fromStdString(
            server.url("/a/group1-shard1of1.bin?token=1: the server answered with status 404")));
}

void TestHttpHandler::savesAsAForm() {
    TinyServer server([](const ServerRequest&) { return ServerAnswer{200, "thank you"}; });
    const ModelArtifacts model = sampleModel(5);
    const SaveResult result = ioHandlerFor(server.url("/upload")).save(model);
    QCOMPARE(result.responses, std::vector<std::string>{"thank you"});
    QCOMPARE(result.weightDataBytes, model.weightData.size());
    const ServerRequest request = server.requests().at(0);
    QCOMPARE(request.method, std::string("POST"));
    QVERIFY(request.headers.at("content-type").starts_with("multipart/form-data; boundary="));
    const std::string body = request.body;
    QVERIFY(body.find("name=\"model.json\"; filename=\"model.json\"") != body.npos);
    QVERIFY(body.find("Content-Type: application/json") != body.npos);
    QVERIFY(body.find("name=\"model.weights.bin\"; filename=\"model.weights.bin\"") != body.npos);
    QVERIFY(body.find("Content-Type: application/octet-stream") != body.npos);
    QVERIFY(body.find(textOf(model.weightData)) != body.npos);
    const std::size_t begin = body.find("\r\n\r\n") + 4;
    const std::string json = body.substr(begin, body.find("\r\n--", begin) - begin);
    QCOMPARE(
        parseModelJson(json, "sent").manifest.at(0).paths.at(0),
        std::string("./model.weights.bin"));
    TinyServer other([](const ServerRequest&) { return ServerAnswer{507, "full"}; });
    QCOMPARE(
        refusalOf([&] { ioHandlerFor(other.url("/upload")).save(model); }),
        QString::fromStdString(other.url("/upload: the server answered with status 507")));
    QVERIFY(refusalOf([&] {
                IOOptions options;
                options.method = "DELETE";
                ioHandlerFor("http://x/", options);
            }).endsWith("not by DELETE."));
}

void TestHttpHandler::aBrokenDownloadIsTakenUpAgain() {
    std::atomic<int> count = 0;
    TinyServer server([&](const ServerRequest& request) {
        ServerAnswer answer = partFrom(kLong, request);
        answer.headers["ETag"] = "\"v1\"";
        if (count++ < 3)
            answer.cutAfter = 50'000;
        return answer;
    });
    QCOMPARE(textAt(server.url("/w.bin")), "+" + kLong);
    const auto requests = server.requests();
    QCOMPARE(requests.size(), 4U);
    QCOMPARE(requests[1].headers.at("range"), std::string("bytes=50000-"));
    QCOMPARE(requests[1].headers.at("if-range"), std::string("\"v1\""));
    QCOMPARE(requests[3].headers.at("range"), std::string("bytes=150000-"));
}

void TestHttpHandler::whatChangedMeanwhileIsFetchedAgain() {
    std::atomic<int> count = 0;
    TinyServer server([&](const ServerRequest&) {
        // The second time, the file is another one, so the server sends all of it.
        ServerAnswer answer{200, count == 0 ? kLong : "short and new"};
        answer.headers["Last-Modified"] = "Thu, 26 Nov 2026 05:00:00 GMT";
        if (count++ == 0)
            answer.cutAfter = 1000;
        return answer;
    });
    QCOMPARE(textAt(server.url("/w.bin")), std::string("+short and new"));
    count = 0;
    TinyServer liar([&](const ServerRequest& request) {
        ServerAnswer answer = partFrom(kLong, request);
        answer.headers["ETag"] = "\"v1\"";
        if (count++ == 0) {
            answer.cutAfter = 1000;
        } else {
            answer.headers["Content-Range"] = "bytes 5-9/10";
        }
        return answer;
    });
    QVERIFY(refusalOf([&] {
                get(liar.url("/w.bin"));
            }).endsWith("the server sent another part of the file than was asked for"));
}

void TestHttpHandler::withoutAVersionAllIsFetchedAgain() {
    std::atomic<int> count = 0;
    TinyServer server([&](const ServerRequest& request) {
        ServerAnswer answer = partFrom(kLong, request);
        if (count++ == 0)
            answer.cutAfter = 1000;
        return answer;
    });
    QCOMPARE(textAt(server.url("/w.bin")), "+" + kLong);
    QVERIFY(!server.requests()[1].headers.contains("range"));
}

void TestHttpHandler::givesUpInTheEnd() {
    TinyServer server([&](const ServerRequest&) {
        ServerAnswer answer{200, kLong};
        answer.cutAfter = 10;
        return answer;
    });
    HttpSettings settings;
    settings.retries = 1;
    const QString message = refusalOf([&] { get(server.url("/w"), 1 << 24, settings); });
    QVERIFY2(message.contains("/w: the connection broke off: "), qPrintable(message));
    QCOMPARE(server.requests().size(), 2U);
}

void TestHttpHandler::redirects() {
    TinyServer server([&](const ServerRequest& request) {
        ServerAnswer answer{302, "moved"};
        if (request.target == "/new")
            return ServerAnswer{200, "here"};
        answer.headers["Location"] = request.target == "/old"    ? "/new"
                                     : request.target == "/file" ? "file:///etc/passwd"
                                                                 : "/around";
        return answer;
    });
    QCOMPARE(textAt(server.url("/old")), std::string("+here"));
    QVERIFY(refusalOf([&] {
                get(server.url("/around"));
            }).endsWith("/around: the server sent us elsewhere more than 5 times"));
    QVERIFY(refusalOf([&] {
                get(server.url("/file"));
            }).endsWith("/file: this leads to an address that is neither http nor https"));
}

void TestHttpHandler::refusals() {
    TinyServer server([&](const ServerRequest& request) {
        return request.target == "/page" ? ServerAnswer{200, "<html>"} : ServerAnswer{404, "no"};
    });
    QVERIFY(refusalOf([&] {
                ioHandlerFor(server.url("/model.json")).load();
            }).endsWith("/model.json: the server answered with status 404"));
    QVERIFY(refusalOf([&] {
                ioHandlerFor(server.url("/page")).load();
            }).endsWith("/page: not valid JSON at byte 1"));
    const QString message = refusalOf([&] { get("http://127.0.0.1:9/w"); });
    QVERIFY2(message.contains("the server cannot be reached: "), qPrintable(message));
    IOOptions options;
    options.headers["X"] = "a\r\nHost: b";
    QCOMPARE(
        refusalOf([&] { ioHandlerFor(server.url("/x"), options).load(); }),
        "\"X\" cannot be sent as a header.");
}

void TestHttpHandler::noMoreThanIsExpected() {
    TinyServer server([&](const ServerRequest& request) {
        ServerAnswer answer{200, kLong};
        answer.hasLength = request.target == "/announced";
        return answer;
    });
    for (const char* target : {"/announced", "/unannounced"}) {
        QVERIFY(refusalOf([&] {
                    get(server.url(target), 1000);
                }).endsWith("the server sends more than the 1000 bytes that are expected"));
    }
    QCOMPARE(get(server.url("/unannounced"), kLong.size()).size(), kLong.size() + 1);
    const Site site = siteOf(sampleModel(1, 1000), "/");
    TinyServer models([&](const ServerRequest& request) { return answerFrom(site, request); });
    IOOptions options;
    options.mostBytes = 2000;
    QVERIFY(refusalOf([&] {
                ioHandlerFor(models.url("/model.json"), options).load();
            }).endsWith("4008 bytes of weights are more than the limit of 2000"));
}

void TestHttpHandler::aServerThatSleeps() {
    TinyServer server([&](const ServerRequest&) {
        ServerAnswer answer{200, kLong};
        answer.cutAfter = 0;
        answer.neverEnds = true;
        return answer;
    });
    QVERIFY(refusalOf([&] {
                get(server.url("/w"));
            }).endsWith("/w: the server did not answer for 1 seconds"));
}

void TestHttpHandler::canBeStopped() {
    TinyServer server([&](const ServerRequest&) {
        ServerAnswer answer{200, kLong};
        answer.cutAfter = 100;
        answer.neverEnds = true;
        return answer;
    });
    std::stop_source source;
    std::thread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        source.request_stop();
    });
    HttpSettings settings;
    settings.timeoutSeconds = 20;
    settings.stop = source.get_token();
    Bytes bytes;
    QVERIFY(refusalOf([&] {
                httpGet(server.url("/w"), settings, 1 << 24, {}, bytes);
            }).endsWith("/w: the transfer was stopped"));
    stopper.join();
}

void TestHttpHandler::onlyHttp() {
    for (const char* url : {"ftp://127.0.0.1/x", "file:///etc/passwd", "dict://127.0.0.1/x"}) {
        QCOMPARE(
            refusalOf([&] { get(url); }),
            QString(url) + ": this leads to an address that is neither http nor https");
    }
}

void TestHttpHandler::urls() {
    QCOMPARE(encodedUrl("http://a/ä b%20c?d=e&f"), std::string("http://a/%C3%A4%20b%20c?d=e&f"));
    QCOMPARE(encodedUrl("a#b\"\n"), std::string("a%23b%22%0A"));
    QCOMPARE(weightUrl("http://a/b/m.json", "c/w.bin", ""), std::string("http://a/b/c/w.bin"));
    QCOMPARE(weightUrl("http://a/b/m.json?q=x/y", "w", ""), std::string("http://a/b/w?q=x/y"));
    QCOMPARE(weightUrl("http://a/b/m.json?q", "w", "http://c/"), std::string("http://c/w?q"));
}

QTEST_APPLESS_MAIN(TestHttpHandler)
#include "tst_http_handler.moc"
