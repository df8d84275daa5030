#include "engine/io/http_request.h"
#include "engine/io/io_handler.h"
#include "engine/io/model_json.h"
#include "tests/engine/io/gotten.h"
#include "tests/engine/io/sample_model.h"
#include "tests/engine/io/tiny_server.h"
#include "tests/support/refusal.h"

#include <QProcess>
#include <QTest>

using namespace tp;
using namespace tp::io;
using namespace tp::test;

/// Servers that answer in other ways than one expects: rightly so, or not.
class TestHttpRequest : public QObject {
    Q_OBJECT

private slots:
    void whatBecomesEmpty();
    void packedAnswers();
    void packedModels();
    void failuresThatNeverEnd();
    void formsForAServerThatMoved();
    void whatIsNoHttp();
    void certificatesOfNobody();
};

namespace {

/// As servers send it that call it "deflate".
std::string packed(const std::string& text) {
    return qCompress(QByteArray::fromStdString(text)).mid(4).toStdString();
}

} // namespace

void TestHttpRequest::whatBecomesEmpty() {
    std::atomic<int> count = 0;
    TinyServer server([&](const ServerRequest&) {
        ServerAnswer answer{200, count == 0 ? kLong : ""};
        answer.headers["ETag"] = "\"v" + std::to_string(count) + "\"";
        if (count++ == 0)
            answer.cutAfter = 1000;
        return answer;
    });
    QCOMPARE(textAt(server.url("/w.bin")), std::string("+"));
    QCOMPARE(server.requests().at(1).headers.at("range"), std::string("bytes=1000-"));
}

void TestHttpRequest::packedAnswers() {
    const std::string bomb = packed(std::string(4 << 20, '\0'));
    std::atomic<int> count = 0;
    TinyServer server([&](const ServerRequest& request) {
        ServerAnswer answer{200, packed(kLong)};
        answer.headers["Content-Encoding"] = "deflate";
        answer.headers["ETag"] = "\"v1\"";
        if (request.target == "/broken" && count++ == 0)
            answer.cutAfter = 20'000;
        if (request.target == "/tiny")
            answer.body = packed("abc");
        if (request.target == "/bomb")
            answer.body = bomb;
        if (request.target == "/plain")
            answer.body = kLong;
        return answer;
    });
    QCOMPARE(textAt(server.url("/whole")), "+" + kLong);
    QVERIFY(server.requests()[0].headers.at("accept-encoding").find("gzip") != std::string::npos);
    QCOMPARE(get(server.url("/tiny"), 3).size(), 4U); // of which the server sent more
    // A part of what is packed is of no use: all again.
    QCOMPARE(textAt(server.url("/broken")), "+" + kLong);
    QVERIFY(!server.requests().back().headers.contains("range"));
    QVERIFY(refusalOf([&] {
                get(server.url("/bomb"), 1000);
            }).endsWith("/bomb: the server sends more than the 1000 bytes that are expected"));
    QVERIFY(refusalOf([&] {
                get(server.url("/plain"));
            }).endsWith("/plain: what the server sends cannot be unpacked"));
}

void TestHttpRequest::packedModels() {
    const ModelArtifacts model = sampleModel(3, 1000);
    std::string json;
    TinyServer server([&](const ServerRequest& request) {
        const bool isJson = request.target == "/model.json";
        ServerAnswer answer{200, packed(isJson ? json : std::string(textOf(model.weightData)))};
        answer.headers["Content-Encoding"] = "deflate";
        return answer;
    });
    json = modelJsonText(model, {shardedGroup(model, {model.weightData}, {"w.bin"})});
    QVERIFY(isSame(ioHandlerFor(server.url("/model.json")).load(), model));
}

void TestHttpRequest::failuresThatNeverEnd() {
    TinyServer server([](const ServerRequest& request) {
        if (request.target == "/new")
            return ServerAnswer{200, "here"};
        ServerAnswer answer{request.target == "/lost" ? 404 : 302, ""};
        answer.isEndless = true;
        answer.headers["Location"] = "/new";
        return answer;
    });
    QVERIFY(refusalOf([&] {
                get(server.url("/lost"));
            }).endsWith("/lost: the server answered with status 404"));
    QVERIFY(refusalOf([&] {
                get(server.url("/old"));
            }).endsWith("/old: the server answered with status 302"));
    QVERIFY(refusalOf([&] {
                ioHandlerFor(server.url("/lost")).save(sampleModel(1));
            }).endsWith("/lost: the server answered with status 404"));
}

void TestHttpRequest::formsForAServerThatMoved() {
    TinyServer server([](const ServerRequest& request) {
        if (request.target == "/new")
            return ServerAnswer{200, "here"};
        ServerAnswer answer{std::stoi(request.target.substr(1)), ""};
        answer.headers["Location"] = "/new";
        return answer;
    });
    const ModelArtifacts model = sampleModel(5);
    for (const char* method : {"POST", "PUT"}) {
        IOOptions options;
        options.method = method;
        for (const char* status : {"/301", "/302", "/307", "/308"}) {
            ioHandlerFor(server.url(status), options).save(model);
            const ServerRequest request = server.requests().back();
            QCOMPARE(request.target, std::string("/new"));
            QCOMPARE(request.method, std::string(method));
            QVERIFY2(request.body.find(textOf(model.weightData)) != std::string::npos, status);
        }
    }
    // The form has arrived, and what came of it is told elsewhere.
    ioHandlerFor(server.url("/303")).save(model);
    QCOMPARE(server.requests().back().method, std::string("GET"));
}

void TestHttpRequest::whatIsNoHttp() {
    std::string text;
    TinyServer server([&](const ServerRequest&) {
        ServerAnswer answer{200, text};
        answer.isRaw = true;
        return answer;
    });
    for (const char* answer :
         {"SSH-2.0-OpenSSH_9.2\r\n",
          "HTTP/7.3 200 OK\r\n\r\nx",
          "HTTP/1.7 200 OK\r\n\r\nx",
          "\x16\x03\x01",
          "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx"}) {
        text = answer;
        const QString message = refusalOf([&] { get(server.url("/w")); });
        QVERIFY2(message.endsWith("/w: what the server answers is no HTTP"), qPrintable(message));
    }
    text.clear();
    HttpSettings settings;
    settings.retries = 0;
    QVERIFY(refusalOf([&] {
                get(server.url("/w"), 1000, settings);
            }).contains("/w: the server cannot be reached: "));
}

void TestHttpRequest::certificatesOfNobody() {
    const QTemporaryDir folder;
    QProcess make;
    make.setWorkingDirectory(folder.path());
    make.start(
        "openssl",
        QString("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
                "-keyout key -out certificate -subj /CN=127.0.0.1")
            .split(' '));
    if (!make.waitForStarted() || !make.waitForFinished() || make.exitCode() != 0)
        QSKIP("openssl is not installed");
    QProcess server;
    server.setWorkingDirectory(folder.path());
    server.start(
        "openssl",
        QString("s_server -accept 127.0.0.1:0 -key key -cert certificate -WWW").split(' '));
    QByteArray output;
    while (!output.contains("ACCEPT 127.0.0.1:") && server.waitForReadyRead(5000))
        output += server.readAll();
    const qsizetype begin = output.indexOf("127.0.0.1:");
    if (begin < 0)
        QSKIP("openssl does not say where it listens");
    const std::string place = output.mid(begin, output.indexOf('\n', begin) - begin).toStdString();
    const QString message = refusalOf([&] { get("https://" + place + "/key"); });
    server.kill();
    server.waitForFinished();
    QVERIFY2(message.contains("/key: the server cannot be trusted: "), qPrintable(message));
}

QTEST_APPLESS_MAIN(TestHttpRequest)
#include "tst_http_request.moc"
